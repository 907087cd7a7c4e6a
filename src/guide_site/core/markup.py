"""Elements as text in one expression, with everything escaped."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

_VOID = frozenset({"input"})

type Attribute = str | int | bool | None


def h(tag: str, attributes: Mapping[str, Attribute] | None = None, *children: str | None) -> Markup:
    """An element. Text is escaped unless it is Markup; True makes a bare attribute; None is left out."""
    said = "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in (attributes or {}).items()
        if value is not None and value is not False
    )
    inner = "".join(escape(child) for child in children if child is not None)
    end = "" if tag in _VOID else f"{inner}</{tag}>"
    return Markup(f"<{tag}{said}>{end}")  # noqa: S704  # every part is escaped above


def around(sentence: str, number: Markup) -> tuple[str, Markup, str]:
    """A sentence with its `{number}` as an element, so that the script can count on."""
    before, _, after = sentence.partition("{number}")
    return before, number, after
