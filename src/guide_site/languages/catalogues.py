"""Collect the words of the interface from wherever they stand, and bring the catalogues up to date."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from calc import flow
from calc.flow import Flow
from calc.language import LOCALES
from guide_site.figures.glossary import terms

LOCALES_FOLDER = Path("src/calc/locales")

_NO_DAY = datetime(2026, 1, 1, tzinfo=UTC)
_KEYWORDS: dict[str, Any] = {
    "message": None,
    "msgid": None,
    "plural": (1, 2),
    "text": (1,),
    "button": (2,),
}
# A field says what it is called, and then what to type.
_TITLES, _HELP = {"ask": (1,), "blank": (1,)}, {"ask": (2,), "blank": (2,)}
_FOUND_IN = (
    ("src/calc", "**.py", "python", _KEYWORDS | _TITLES, _HELP),
    ("src/guide_site", "**.py", "python", _KEYWORDS),
    ("overrides", "**.html", "jinja2", {"say": (1,)}),
)
_POLICY_WORDS = ("label", "note", "meaning", "role", "use_for")
_GUIDE_WORDS = ("product", "audience", "place", "age", "status_reason", "who_can_confirm")


def template() -> Catalog:
    """Every message of the product, with the files that it comes from."""
    catalogue = Catalog(project="partner-calc", charset="utf-8", fuzzy=False)
    for folder, pattern, method, *searches in _FOUND_IN:
        found = [
            entry
            for keywords in searches
            for entry in extract_from_dir(folder, method_map=[(pattern, method)], keywords=keywords)
        ]
        for name, _, message, comments, _ in sorted(found, key=lambda entry: (entry[0], entry[1])):
            catalogue.add(message, locations=[(f"{folder}/{name}", 0)], auto_comments=comments)
    for path in sorted(Path("src/calc/policies").glob("*.toml")):
        for text in _policy_words(tomllib.loads(path.read_text(encoding="utf-8"))):
            catalogue.add(text, locations=[(str(path), 0)])
    for path in sorted(Path("src/calc/flows").glob("*.toml")):
        for text in _flow_words(flow.parse(path.read_text(encoding="utf-8"))):
            catalogue.add(text, locations=[(str(path), 0)])
    for term in terms():
        for text in filter(None, (term["definition"], term["note"])):
            catalogue.add(text, locations=[("src/guide_site/figures/terms.json", 0)])
    for text in _site_words(Path("mkdocs.yml")):
        catalogue.add(text, locations=[("mkdocs.yml", 0)])
    return catalogue


def update(locale: str, source: Catalog) -> Path:
    """Bring one catalogue up to date: new messages are empty, vanished ones go, the rest keep their words."""
    path = LOCALES_FOLDER / locale / "LC_MESSAGES" / "messages.po"
    catalogue = Catalog(locale=locale, header_comment="# The interface's words.", fuzzy=False)
    if path.exists():
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=locale)
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    # Dates and names in the header would change the file when no word does.
    catalogue.creation_date = catalogue.revision_date = _NO_DAY
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=100, include_lineno=False, omit_header=False)
    return path


def _policy_words(policy: dict[str, Any]) -> Iterator[str]:
    yield from (policy["guide"][name] for name in _GUIDE_WORDS)
    for source in policy["sources"]:
        yield source["dated"]
        if "remark" in source:
            yield source["remark"]
        if not source["locator"].startswith("http"):
            yield source["locator"]
    for fact in policy["facts"]:
        for holder in (fact, *fact["values"], *(dated.get("value") for dated in fact["values"])):
            if isinstance(holder, dict):
                yield from (holder[name] for name in _POLICY_WORDS if name in holder)


def _flow_words(branches: Flow) -> Iterator[str]:
    for question in branches.questions:
        yield question.text
        for option in question.options:
            yield option.text
            yield from filter(None, [option.stop and option.stop.text, option.wait])
    yield from (step.reason for step in branches.steps if step.reason)


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; what its own tags stand for does not matter here."""


_Loader.add_multi_constructor("!", lambda *_: None)


def _site_words(path: Path) -> Iterator[str]:
    """What the site's settings say to readers: its name, its navigation, its colour switch."""

    def titles(items: list[Any]) -> Iterator[str]:
        for item in items:
            for title, below in item.items():
                yield title
                if isinstance(below, list):
                    yield from titles(below)

    config = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a SafeLoader of our own
    yield from (config["site_name"], config["site_description"], config["copyright"])
    yield from (choice["toggle"]["name"] for choice in config["theme"]["palette"])
    yield from titles(config["nav"])


def main() -> None:
    """Update all catalogues."""
    source = template()
    for locale in LOCALES:
        if locale != "en":
            print(update(locale, source))


if __name__ == "__main__":
    main()
