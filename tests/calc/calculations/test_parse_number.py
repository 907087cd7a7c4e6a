"""The number that a typed text means."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import answer_to, figures, refusal, rows

LOCALES = ["en", "sv", "nb", "it", "es"]


def parse_number(text: object, **more: Any) -> dict[str, Any]:
    """The answer in English; `locale` is an input of this calculator too."""
    return answer_to({"calculator": "parse_number", "inputs": {"text": text, **more}, "locale": "en"})


def test_an_answer_is_complete() -> None:
    answer = parse_number("1.234,50")
    assert figures(answer) == {"warnings": [], "value": "1234.50"}
    assert (answer["headline"], rows(answer), answer["steps"], answer["notices"], answer["sources"]) == (
        "Read as 1,234.5.",
        {"Number": "1,234.5"},
        [],
        [],
        [],
    )
    assert answer["text"] == "Read as 1,234.5.\n\nNumber: 1,234.5"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", ["1,234.56", "1.234,56", "1'234.56", "-5", "1.234", "abc"])
def test_numbers_are_read_alike_in_all_languages(text: str, locale: str) -> None:
    assert parse_number(text, locale=locale) == parse_number(text)


def test_an_ambiguous_number_is_refused_with_both_readings() -> None:
    answer = parse_number("1.234")
    assert answer["readings"] == [{"input": "1234", "text": "1,234"}, {"input": "1.2340", "text": "1.234"}]
    assert answer["message"] == "Number: This can mean 1,234 or 1.234. Say which."


@pytest.mark.parametrize(("chosen", "value"), [(0, "1234"), (1, "1.2340")])
def test_a_reading_is_accepted_as_it_is_offered(chosen: int, value: str) -> None:
    reading = parse_number("1.234")["readings"][chosen]["input"]
    assert parse_number(reading)["value"] == value


def test_readings_are_worded_in_the_language_of_the_reader() -> None:
    answer = answer_to({"calculator": "parse_number", "inputs": {"text": "1.234"}, "locale": "it"})
    assert answer["readings"] == [{"input": "1234", "text": "1.234"}, {"input": "1.2340", "text": "1,234"}]


def test_a_language_that_is_not_offered_is_refused_with_those_that_are() -> None:
    answer = parse_number("1", locale="fr")
    assert refusal(answer) == ("unsupported_locale", "locale")
    assert all(locale in answer["message"] for locale in LOCALES)
