"""Mends what Material and Markdown write past our templates: what is not used, or not allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from guide_site.core.finished import Page, replace_once

# `autocomplete` does not apply to a box to tick.
_TOGGLES = ("__drawer", "__search")
# What Material's script is told, and the words in it for parts that this site has not.
_SETTINGS = re.compile(r'(?<=<script id="__config" type="application/json">).*?(?=</script>)', re.DOTALL)
_UNUSED = ("clipboard.", "select.version")
# Around the text of a page space says nothing.
_TEXT_OR_SPACE = re.compile(r"(?P<text><article\b.*</article>)|\n\s+", re.DOTALL)
# Markdown gives an attribute that needs no value an empty one.
_EMPTY_HIDDEN = re.compile(r'(<[a-z][^<>]* hidden)=""')


def mend(pages: Iterable[Page]) -> None:
    """Take off attributes and values that do not belong where they stand."""
    for page in pages:
        for toggle in _TOGGLES:
            page.html = replace_once(page.html, f'id="{toggle}" autocomplete="off"', f'id="{toggle}"')
        page.html = _SETTINGS.sub(_used, page.html)
        page.html = _EMPTY_HIDDEN.sub(r"\1", page.html)
        page.html = _TEXT_OR_SPACE.sub(lambda found: found["text"] or "\n", page.html)


def _used(settings: re.Match[str]) -> str:
    told = {name: value for name, value in json.loads(settings[0]).items() if value is not None}
    words = told["translations"]
    told["translations"] = {name: words[name] for name in words if not name.startswith(_UNUSED)}
    return json.dumps(told, ensure_ascii=False)
