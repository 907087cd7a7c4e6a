"""An answer in words: every figure with the rule behind it, every rule with its quotes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from calc import policy
from calc.explain import source
from calc.language import LOCALES
from calc.message import message
from calc.result import Account, Step, ordered
from calc.words import words
from tests.support import Case, answer_to, ask, case_id, cases

ANSWERED = [case for case in cases() if "error" not in case.expected]


@pytest.mark.parametrize("case", ANSWERED, ids=case_id)
def test_sources_are_the_rules_that_the_answer_names_each_once_in_order(case: Case) -> None:
    answer = answer_to(case.request)
    parts = ("checks", "steps", "rows", "notices", "deadlines")
    named = [rule for part in parts for told in answer.get(part, ()) for rule in told["rules"]]
    assert [figure["id"] for figure in answer["sources"]] == list(dict.fromkeys(named))
    assert all(figure["quotes"] for figure in answer["sources"])


@pytest.mark.parametrize("case", ANSWERED, ids=case_id)
def test_each_warning_has_its_notice_in_words(case: Case) -> None:
    answer = answer_to(case.request)
    assert [notice["code"] for notice in answer["notices"]] == answer["warnings"]
    assert answer["warnings"] == sorted(set(answer["warnings"]))
    assert all(notice["text"].endswith(".") for notice in answer["notices"])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("case", ANSWERED, ids=case_id)
def test_the_figures_of_an_answer_are_the_same_in_every_language(case: Case, locale: str) -> None:
    answer = answer_to({**case.request, "locale": locale})
    assert case.part_of(answer) == case.expected
    assert not any(mark in answer["text"] for mark in ("{", "}", "None,", "(None", ": None"))


def test_a_source_shows_the_value_its_certainty_and_the_words_it_was_taken_from() -> None:
    found = policy.find("westcon.licence.in_advance", date(2026, 11, 22))
    assert source(found, words("en")) == {
        "id": "westcon.licence.in_advance",
        "label": "Request a licence this long in advance in urgent cases",
        "value": "24 hours",
        "certainty": "reconstructed",
        "certainty_text": "reconstructed",
        "quotes": list(found.dated.quotes),
        "language": "en",
        "source": f"{found.source.title} (what look like two editions of one sheet)",
        "note": found.dated.note,
    }


def test_a_source_without_a_note_has_none() -> None:
    found = policy.find("westcon.licence.shortest", date(2026, 11, 22))
    assert source(found, words("en"))["note"] is None


def test_the_text_is_the_whole_answer() -> None:
    """Headline, figures, steps, warnings, then the quotes of each source, to be copied."""
    title = "Step-by-Step guide for Westcon Avaya IPO Partners (what look like two editions of one sheet)"
    answer = ask("licence_window", requested_at="2026-10-25T02:50", time_zone="Europe/Stockholm")
    figures, steps, warnings, sources = answer["text"].split("\n\n")[1:]
    assert answer["text"].startswith(answer["headline"] + "\n\n")
    assert figures.splitlines() == [
        "Earliest: Sunday, 25 October 2026, 02:10 (GMT+01:00)",
        "Latest: Monday, 26 October 2026, 01:50 (GMT+01:00)",
        "Whether licences are made on closed days: not stated",
    ]
    assert steps.splitlines() == [
        "1. The request needs the SO number and the dongle number.",
        "2. Add 20 minutes for the earliest moment and 24 hours for the latest, as elapsed time.",
    ]
    assert warnings.splitlines() == [f"! {notice['text']}" for notice in answer["notices"]]
    assert sources.splitlines()[0] == f"Source: {title}"
    assert sources.splitlines()[2] == (
        "- Shortest time for generating a licence (stated): "
        "“This step can take between 20 min - 24 hours depending on traffic.”"
    )
    assert len(sources.splitlines()) == 1 + len(answer["sources"])


def test_several_quotes_of_one_rule_are_joined() -> None:
    answer = ask("dispatch", ordered_at="2026-11-23T09:00", service="standard_2_3_day")
    assert "(inferred): “placed before 14:00” … “Malmö Sweden”" in answer["text"]


def test_steps_that_do_not_come_to_the_total_are_refused() -> None:
    parts = (
        Step(message("a"), (), Decimal("0.10")),
        Step(message("b"), (), Decimal("0.20")),
        Step(message("c")),
    )

    def account(total: str) -> Account:
        return Account(headline=message("a"), rows=(), steps=parts, notices=(), total=Decimal(total))

    assert account("0.30").total == Decimal("0.30")
    with pytest.raises(ValidationError, match="do not add up"):
        account("0.31")


def test_warnings_are_told_once_each_in_alphabetical_order() -> None:
    assert ordered(["b", "a", "b"]) == ("a", "b")


def test_a_deadline_has_its_moment_for_programs_and_in_the_words_of_the_language() -> None:
    answer = ask("licence_window", requested_at="2026-10-25T01:50", locale="sv")
    assert {key: answer["deadlines"][0][key] for key in ("id", "at", "text", "rules")} == {
        "id": "licence_earliest",
        "at": "2026-10-25T02:10:00+02:00",
        "text": "söndag 25 oktober 2026 kl. 02:10 (GMT+02:00)",
        "rules": ["westcon.licence.shortest", "westcon.licence.elapsed"],
    }


def test_an_answer_without_deadlines_has_an_empty_list_of_them() -> None:
    assert ask("parse_number", text="1")["deadlines"] == []
