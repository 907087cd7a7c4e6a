"""The day of the build. Its rules stand in the pages, and `SOURCE_DATE_EPOCH` may say which day it is."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from functools import cache
from time import time


@cache
def build_day() -> date:
    """One day for a whole build, however late it is."""
    moment = float(os.environ.get("SOURCE_DATE_EPOCH", time()))
    return datetime.fromtimestamp(moment, UTC).date()
