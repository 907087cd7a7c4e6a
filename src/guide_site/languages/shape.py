"""What must be the same in every language: headings, steps, facts, blocks and links, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide_site.core.syntax import BOX, STEP
from guide_site.languages.sections import Page

_PARTS = {
    "fact": re.compile(r"\{\{ *[a-z0-9_.]+(?::[A-Za-z_]+)?(?: +[a-z0-9_.]+)* *\}\}"),
    "step": STEP,
    "tick": BOX,
    "hint": re.compile(r"^ *\* [a-z][a-z0-9_]*:(?= )", re.MULTILINE),
    "condition": re.compile(r"data-when[=:] *\"[^\"]*\""),
    "block": re.compile(r"^ */// *[a-z-]+(?= *(?:\||$))", re.MULTILINE),
    "id": re.compile(r"^ *(?:attrs: \{id: [a-z0-9-]+\}|\{: #[a-z0-9-]+ \})$", re.MULTILINE),
    "link": re.compile(r"\]\([^)]+\)"),
    "code": re.compile(r"`[^`\n]+`"),
}
# How a language counts is its own: `{{ fact:count }}` where the unit stands beside it.
_COUNT = re.compile(r":count(?=[ }])")
# A block whose argument is a name, not a title to be translated.
_NAMED = re.compile(
    r"^ *///(?: *(?:about-source|answer|by|calculator|contacts|flow-diagram|order|policies|question|text)"
    r" *\|.*)$",
    re.MULTILINE,
)


def shape(section: str) -> dict[str, list[str]]:
    """The parts of a section that no translation changes, sorted, since languages order words differently."""
    parts = {
        kind: sorted(found[0].strip() for found in pattern.finditer(section))
        for kind, pattern in _PARTS.items()
    }
    parts["fact"] = sorted(_COUNT.sub("", fact) for fact in parts["fact"])
    parts["named block"] = [part.strip() for part in _NAMED.findall(section)]
    return parts


def differences(english: Page, translation: Page) -> Iterator[str]:
    """Where a translation's shape is not that of the English page."""
    if list(english.sections) != list(translation.sections):
        yield f"sections: {list(english.sections)} against {list(translation.sections)}"
    for name in english.sections.keys() & translation.sections.keys():
        ours, theirs = shape(english.sections[name]), shape(translation.sections[name])
        for kind, parts in ours.items():
            if parts != theirs[kind]:
                missing = [part for part in parts if part not in theirs[kind]]
                extra = [part for part in theirs[kind] if part not in parts]
                counts = f"{len(parts)} against {len(theirs[kind])}"
                yield f"#{name}: {kind}: missing {missing}, extra {extra}, {counts}"
