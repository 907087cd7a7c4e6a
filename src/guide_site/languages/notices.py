"""Tell the reader, in their language, that a section's translation is behind its English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calc.message import message
from calc.words import Words
from guide_site.languages.sections import HEADER, Page, heading_id, parse, stale

_TITLE = message("This section may be out of date")
_TEXT = message("The English text has changed since it was translated.")


def with_notices(markdown: str, meta: Mapping[str, Any], english: str, words: Words) -> str:
    """The page with a note below the heading of each stale section; above all, where its head is stale."""
    translation = Page(dict(meta), parse(markdown).sections)
    behind = set(stale(parse(english), translation))
    if not behind:
        return markdown
    note = f"\n/// note | {words.say(_TITLE)}\n{words.say(_TEXT)}\n///\n"
    lines = [note] if HEADER in behind else []
    for line in markdown.splitlines():
        lines.append(line)
        if heading_id(line) in behind:
            lines.append(note)
    return "\n".join(lines)
