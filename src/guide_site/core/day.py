"""The day of the build: every page and every answer in it is of one day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import cache


@cache
def build_day() -> date:
    """The day in UTC on which the build began, or that of `SOURCE_DATE_EPOCH`."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
