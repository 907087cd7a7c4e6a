"""Mends what Material and Markdown write past our templates, and the standard does not allow."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guide_site.core.finished import Page, replace_once

# `autocomplete` does not apply to a box to tick.
_TOGGLES = ("__drawer", "__search")
# Markdown gives an attribute that needs no value an empty one.
_EMPTY_HIDDEN = re.compile(r'(<[a-z][^<>]* hidden)=""')


def mend(pages: Iterable[Page]) -> None:
    """Take off attributes and values that do not belong where they stand."""
    for page in pages:
        for toggle in _TOGGLES:
            page.html = replace_once(page.html, f'id="{toggle}" autocomplete="off"', f'id="{toggle}"')
        page.html = _EMPTY_HIDDEN.sub(r"\1", page.html)
