"""The languages say the same, section by section, and nothing is left in English."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from calc.words import words
from guide_site.core.languages import ENGLISH, FOLDERS, OTHERS, language_of
from guide_site.figures.glossary import terms
from guide_site.languages import catalogues, translations
from guide_site.languages.notices import with_notices
from guide_site.languages.sections import english_pages, fingerprint, parse, read, stale
from guide_site.languages.shape import differences

ROOT = Path(__file__).parents[2]
LOCALES = tuple(language_of(folder).locale for folder in OTHERS)
COGNATES = ROOT / "tests" / "cognates"


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@cache
def _catalogue(locale: str) -> Catalog:
    path = ROOT / "src" / "calc" / "locales" / locale / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=locale)


def _forms(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The English and the translated forms of a message."""
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return ids, said


def _messages(locale: str) -> Iterator[Message]:
    return (message for message in _catalogue(locale) if message.id)


@pytest.mark.parametrize("language", OTHERS)
def test_every_page_stands_in_every_language(language: str) -> None:
    folder = ROOT / "docs" / language
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")) == english_pages()


@pytest.mark.parametrize("path", english_pages())
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_same_sections_steps_facts_blocks_and_links(language: str, path: str) -> None:
    assert list(differences(read(ENGLISH, path), read(language, path))) == []


@pytest.mark.parametrize("path", english_pages())
@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_left_in_english(language: str, path: str) -> None:
    def sentences(name: str) -> set[str]:
        lines = (line for section in read(name, path).sections.values() for line in section.splitlines())
        bare = (re.sub(r"\{\{.*?\}\}|\{#.*?\}|\]\(.*?\)|[^\w\s]", " ", line) for line in lines)
        return {" ".join(line.split()) for line in bare if len(line.split()) > 3}  # words

    shared = sentences(ENGLISH) & sentences(language)
    assert not {line for line in shared if re.search(r"\b(the|of|and|is|to|your)\b", line, re.IGNORECASE)}


@pytest.mark.parametrize("path", english_pages())
@pytest.mark.parametrize("language", OTHERS)
def test_every_section_is_signed_for_the_english_of_today(language: str, path: str) -> None:
    """`make translations` lists the others, with the words that changed."""
    assert stale(read(ENGLISH, path), read(language, path)) == []


@cache
def _of_the_product() -> set[object]:
    return {message.id for message in catalogues.template() if message.id}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_holds_every_message_of_the_product(locale: str) -> None:
    wanted = _of_the_product()
    assert {message.id for message in _messages(locale)} == wanted


@pytest.mark.parametrize("locale", LOCALES)
def test_no_message_is_empty_or_fuzzy(locale: str) -> None:
    unfinished = [message.id for message in _messages(locale) if message.fuzzy or not all(_forms(message)[1])]
    assert unfinished == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_keeps_its_gaps(locale: str) -> None:
    """A form for one may say so in a word: "én dag"."""

    def gaps(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)(?::\w+)?\}", text))

    for message in _messages(locale):
        ids, said = _forms(message)
        wanted = [gaps(text) for text in ids]
        for number, form in enumerate(said):
            in_a_word = {"count"} if len(said) > 1 and number == 0 else set()
            assert gaps(form) in wanted or gaps(form) | in_a_word in wanted, message.id


@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_like_the_english_is_a_known_cognate(locale: str) -> None:
    known = set((COGNATES / f"{locale}.txt").read_text(encoding="utf-8").splitlines())
    alike = {
        ids[0]
        for message in _messages(locale)
        for ids, said in [_forms(message)]
        if ids[0] == said[0] and re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}", "", ids[0]))
    }
    assert alike == known


# Two messages that a glossary entry does not bind: an older and a newer label of one button share an entry,
# and a button of another vendor has the word of a state.
_UNBOUND = {"Set Up Your Service", "Done"}

# Words that a careless translation would use beside the glossary's.
_RIVALS = {
    "sv": {"abonnemang": "prenumeration", "slutanvändare": "slutkund", "provisionering": "etablering"},
    "no": {"lisens nøkkel": "lisensnøkkel", "provisjonering": "klargjøring", "sluttbruker": "sluttkunde"},
    "it": {"abbonamento": "sottoscrizione", "utente finale": "cliente finale"},
    "es": {"usuario final": "cliente final", "licencias por volumen": "licenciamiento por volumen"},
}


def _bare(term: str) -> str:
    """A term without what stands in brackets."""
    return re.sub(r"\s*\(.*?\)", "", term).replace("’", "'").strip().casefold()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_message_that_is_a_term_of_the_glossary_is_translated_by_it(locale: str) -> None:
    bound = {
        _bare(term["words"]["en"]["text"]): [
            _bare(word) for word in term["words"][locale]["text"].split(" / ")
        ]
        for term in terms()
    }
    told = {str(message.id): _bare(_forms(message)[1][0]) for message in _messages(locale)}
    other = {
        text: said
        for text, said in told.items()
        if text not in _UNBOUND and _bare(text) in bound and said not in bound[_bare(text)]
    }
    assert other == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_page_uses_another_word_for_a_term(language: str) -> None:
    for path in english_pages():
        text = " ".join(read(language, path).sections.values()).casefold()
        assert [rival for rival in _RIVALS.get(language, {}) if rival in text] == [], path


@pytest.mark.parametrize("language", FOLDERS)
def test_no_figure_is_typed_by_hand(language: str) -> None:
    """Digits stand in ids, links, step numbers and the names of products, and nowhere else.

    Those in the words of a fact are held against the fact where it is drawn.
    """
    facts = r"(?:\[[^][]*\])?\{\{.*?\}\}"
    ids_and_links = r"\{ *#[^}]*\}|\]\([^)]*\)|^ *\d+\.(?= )|`[^`]*`|^ *///[^|\n]*\|.*$"
    ours = re.compile(rf"{facts}|{ids_and_links}|(?:Office|Microsoft) 365|A-Flex-3", re.MULTILINE)
    for path in english_pages():
        for section in read(language, path).sections.values():
            assert not re.search(r"\S*\d\S*", ours.sub("", section)), path


PAGE = """---
title: Ship
description: How.
---
# Ship {#ship}

Order before {{ westcon.dispatch.cut_off }}.

## Wait {#wait}

Two days.
"""


def test_a_section_is_stale_once_its_english_changes_and_only_that_one() -> None:
    signed = "translates:\n" + "".join(
        f'  {name}: "{fingerprint(text)}"\n' for name, text in parse(PAGE).sections.items()
    )
    translation = parse(PAGE.replace("description: How.\n", f"description: How.\n{signed}"))

    assert stale(parse(PAGE), translation) == []
    assert stale(parse(PAGE.replace("Two days", "Three days")), translation) == ["wait"]


def test_a_reader_of_a_stale_section_is_told_in_their_language() -> None:
    body = PAGE.partition("\n---\n")[2]
    head = {name: fingerprint(text) for name, text in parse(PAGE).sections.items()} | {"wait": "old"}
    meta = {"title": "Ship", "description": "How.", "translates": head}

    told = with_notices(body, meta, PAGE, words("sv"))

    assert told.count("/// note | Det här avsnittet kan vara inaktuellt") == 1
    assert told.index("{#wait}") < told.index("/// note") < told.index("Two days.")


def test_code_in_a_page_is_no_heading() -> None:
    assert list(parse("# A {#a}\n\n```\n## B {#b}\n```\n").sections) == ["page", "a"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of one page in all languages, signed and under version control."""
    for language in FOLDERS:
        page = tmp_path / "docs" / language / "index.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for language in OTHERS:
        translations.sign(language, "index.md", [])
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], check=True)  # git from the path
    return tmp_path


def test_a_changed_sentence_makes_one_section_stale_in_each_of_four_languages(project: Path) -> None:
    """The report says which, and which words changed."""
    page = project / "docs" / ENGLISH / "index.md"
    page.write_text(PAGE.replace("Two days.", "Three days."), encoding="utf-8")

    lines = list(translations.report())

    assert [line.splitlines()[0] for line in lines] == [
        f"{language}/index.md#wait: stale section" for language in OTHERS
    ]
    assert all("[-Two-] {+Three+}" in line for line in lines)


def test_signing_a_mended_section_leaves_the_others_as_they_were(project: Path) -> None:
    page = project / "docs" / ENGLISH / "index.md"
    page.write_text(PAGE.replace("Two days.", "Three days.").replace("Order", "Send"), encoding="utf-8")

    translations.sign("sv", "index.md", ["wait"])

    mine = [line.splitlines()[0] for line in translations.report() if line.startswith("sv/")]
    assert mine == ["sv/index.md#ship: stale section"]


def test_missing_and_extra_pages_and_sections_are_named(project: Path) -> None:
    (project / "docs" / "it" / "index.md").unlink()
    (project / "docs" / "es" / "more.md").write_text("# More {#more}\n", encoding="utf-8")
    swedish = project / "docs" / "sv" / "index.md"
    swedish.write_text(swedish.read_text(encoding="utf-8").replace("{#wait}", "{#rest}"), encoding="utf-8")

    assert list(translations.report()) == [
        "sv/index.md#wait: missing section",
        "sv/index.md#rest: extra section",
        "it/index.md: missing page",
        "es/more.md: extra page",
    ]


def test_a_changed_figure_makes_no_translation_stale() -> None:
    """A page holds a token, not the figure."""
    assert "500" not in read(ENGLISH, "guides/westcon-avaya-ipo.md").sections["place-order"]
