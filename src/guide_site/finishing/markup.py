"""Mends what Material writes outside its templates' blocks and the standard does not allow."""

from __future__ import annotations

from collections.abc import Iterable

from guide_site.core.finished import Page, replace_once

# `autocomplete` does not apply to a box to tick.
_TOGGLES = ("__drawer", "__search")


def mend(pages: Iterable[Page]) -> None:
    """Take attributes off that do not belong where they stand."""
    for page in pages:
        for toggle in _TOGGLES:
            page.html = replace_once(page.html, f'id="{toggle}" autocomplete="off"', f'id="{toggle}"')
