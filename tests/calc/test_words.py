"""Sentences, numbers, money, dates and times as people write them in five languages."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from calc import policy
from calc import words as words_module
from calc.calendar import STOCKHOLM
from calc.language import LOCALES
from calc.message import Value, message, plural
from calc.money import Money
from calc.policy import Amounts, Certainty, Duration, Phrase
from calc.words import Words, words

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (
            Decimal("1234567.5"),
            {
                "en": "1,234,567.5",
                "sv": "1 234 567,5",
                "nb": "1 234 567,5",
                "it": "1.234.567,5",
                "es": "1.234.567,5",
            },
        ),
        (
            Money(Decimal(1234), None),
            {"en": "1,234.00", "sv": "1 234,00", "nb": "1 234,00", "it": "1.234,00", "es": "1.234,00"},
        ),
        (
            Money(Decimal(30), "EUR"),
            {"en": "€30.00", "sv": "30,00 €", "nb": "30,00 €", "it": "30,00 €", "es": "30,00 €"},
        ),
        (
            Money(Decimal(225), "SEK"),
            {
                "en": "SEK 225.00",
                "sv": "225,00 SEK",
                "nb": "225,00 SEK",
                "it": "225,00 SEK",
                "es": "225,00 SEK",
            },
        ),
        (
            Money(Decimal("499.99909"), "EUR"),
            {
                "en": "€499.99909",
                "sv": "499,99909 €",
                "nb": "499,99909 €",
                "it": "499,99909 €",
                "es": "499,99909 €",
            },
        ),
        (
            1_000_000,
            {
                "en": "1,000,000",
                "sv": "1 000 000",
                "nb": "1 000 000",
                "it": "1.000.000",
                "es": "1.000.000",
            },
        ),
        (
            date(2026, 11, 23),
            {
                "en": "Monday, 23 November 2026",
                "sv": "måndag 23 november 2026",
                "nb": "mandag 23. november 2026",
                "it": "lunedì 23 novembre 2026",
                "es": "lunes 23 de noviembre de 2026",
            },
        ),
        (time(14), dict.fromkeys(LOCALES, "14:00")),
        (time(15, 30, 1), dict.fromkeys(LOCALES, "15:30:01")),
        ("<b>{x}</b>", dict.fromkeys(LOCALES, "<b>{x}</b>")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_each_kind_of_value_is_written_in_the_manner_of_the_language(
    value: Value, expected: dict[str, str]
) -> None:
    """No-break spaces are compared as spaces."""
    written = {locale: " ".join(words(locale).value(value).split()) for locale in LOCALES}
    assert written == expected


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM), "Sunday, 25 October 2026, 02:30 (GMT+02:00)"),
        (
            datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=STOCKHOLM),
            "Sunday, 25 October 2026, 02:30 (GMT+01:00)",
        ),
        (
            datetime(2026, 1, 1, 0, 0, 1, tzinfo=timezone(timedelta(hours=-5))),
            "Thursday, 1 January 2026, 00:00:01 (GMT-05:00)",
        ),
    ],
)
def test_a_moment_is_written_with_its_offset(moment: datetime, text: str) -> None:
    assert words("en").value(moment) == text


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (Duration(count=1, unit="minutes"), "1 minute"),
        (Duration(count=20, unit="minutes"), "20 minutes"),
        (Duration(count=1, unit="hours"), "1 hour"),
        (Duration(count=48, unit="hours"), "48 hours"),
        (Duration(count=0, unit="days"), "0 days"),
        (Duration(count=1, unit="working_days"), "1 working day"),
        (Duration(count=3, unit="working_days"), "3 working days"),
        (Duration(count=6, unit="months"), "6 months"),
        (Duration(count=1, unit="years"), "1 year"),
    ],
)
def test_a_duration_is_written_with_its_unit(duration: Duration, text: str) -> None:
    assert words("en").value(duration) == text


def test_what_is_not_known_is_not_stated() -> None:
    assert words("en").value(None) == "not stated"


def test_gaps_are_filled_once_and_never_read_again() -> None:
    sentence = message("{label}: {inner}", label="{inner}", inner=message("{count}", count=2))
    assert words("en").say(sentence) == "{inner}: 2"


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (21, "21 days")])
def test_the_form_of_a_sentence_hangs_on_its_count(count: int, text: str) -> None:
    assert words("en").say(plural("{count} day", "{count} days", count=count)) == text


def test_options_are_joined_with_or() -> None:
    assert words("en").one_of(["a", "b", "c"]) == "a, b or c"


def test_parts_are_joined_with_and() -> None:
    assert words("en").all_of(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["A-Flex", "otra oferta"], "A-Flex u otra oferta"),
        (["«El socio»", "«Otra persona»"], "«El socio» u «Otra persona»"),
        (["minutos", "horas"], "minutos u horas"),
        (["Open Business o MOLP", "otro", "ninguno"], "Open Business o MOLP, otro o ninguno"),
        (["otro"], "otro"),
    ],
)
def test_spanish_joins_with_another_or_before_its_like(options: list[str], text: str) -> None:
    assert words("es").one_of(options) == text


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        ("{at}", "Monday, 23 November 2026, 14:00 (GMT+01:00)"),
        ("{at:clock} on {at:day}", "14:00 (GMT+01:00) on Monday, 23 November 2026"),
        ("{least:count} to {most}", "2 to 3 working days"),
    ],
)
def test_a_sentence_may_ask_for_a_part_of_a_value(gap: str, text: str) -> None:
    at = datetime(2026, 11, 23, 14, tzinfo=STOCKHOLM)
    least, most = (Duration(count=count, unit="working_days") for count in (2, 3))
    assert words("en").say(message(gap, at=at, least=least, most=most)) == text


@pytest.mark.parametrize(
    ("locale", "hour", "text"),
    [("es", 0, "las 00:50"), ("es", 1, "la 01:50"), ("es", 13, "las 13:50"), ("it", 1, "01:50")],
)
def test_a_time_has_its_article_in_a_language_that_has_one(locale: str, hour: int, text: str) -> None:
    at = datetime(2026, 11, 23, hour, 50, tzinfo=STOCKHOLM)
    assert words(locale).say(message("{at:the_clock}", at=at)) == f"{text} (GMT+01:00)"


def test_a_part_that_a_value_lacks_is_an_error() -> None:
    with pytest.raises(ValueError, match="has no part clock"):
        words("en").say(message("{count:clock}", count=2))


def test_the_first_of_a_month_is_named_as_the_language_does() -> None:
    first = date(2027, 11, 1)
    assert words("it").value(first) == "lunedì 1° novembre 2027"
    assert words("es").value(first) == "lunes 1 de noviembre de 2027"


@pytest.mark.parametrize(
    ("certainty", "text"),
    [
        (Certainty.STATED, "stated"),
        (Certainty.RECONSTRUCTED, "reconstructed"),
        (Certainty.INFERRED, "inferred"),
        (Certainty.UNKNOWN, "not stated"),
    ],
)
def test_certainty_is_said_in_a_word(certainty: Certainty, text: str) -> None:
    assert words("en").certainty(certainty) == text


@pytest.mark.parametrize(
    ("rule_id", "text"),
    [
        ("westcon.minimum_order_charge.email", "€500.00"),
        ("westcon.minimum_order_charge.fee", "€30.00, SEK 225.00, NOK 225.00 or DKK 225.00"),
        ("westcon.dispatch.cut_off", "14:00"),
        ("westcon.sbr.approval", "48 hours"),
        ("westcon.next_day.price", "not stated"),
        ("westcon.clock", ""),
        ("westcon.prices.vat", ""),
        ("westcon.edition.date", "not stated"),
        ("westcon.contact.order_entry", "Order Entry Team, order@westcon.se, +46 40 650 82 00"),
        ("westcon.contact.account_manager", "Account manager"),
    ],
)
def test_a_figure_of_a_policy_is_written_as_its_kind(rule_id: str, text: str) -> None:
    assert " ".join(words("en").ruling(policy.find(rule_id, TODAY)).split()) == text


def test_every_figure_of_every_policy_can_be_written_in_every_language() -> None:
    """Only a rule has no value; a phrase of a portal stays as its screen prints it."""
    for guide in policy.GUIDES.values():
        for fact in policy.load(guide).facts:
            ruling = policy.find(fact.id, TODAY)
            written = {words(locale).ruling(ruling) for locale in LOCALES}
            assert all(written) is (fact.kind != "rule"), fact.id
            if isinstance(ruling.dated.value, Phrase):
                assert written == {ruling.dated.value.text}


def test_amounts_are_named_only_in_the_currencies_that_the_vendor_names() -> None:
    assert Amounts(EUR=None, NOK=None).stated() == {}


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Swedish catalogue of two sentences in place of the shipped ones."""
    catalogue = Catalog(locale="sv")
    catalogue.add("Total", "Summa")
    catalogue.add(("{count} day", "{count} days"), ("{count} dag", "{count} dagar"))
    path = tmp_path / "locales" / "sv" / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(words_module, "files", lambda _: tmp_path)


@pytest.mark.usefixtures("compiled")
def test_sentences_come_from_the_catalogue_of_the_language() -> None:
    swedish = Words("sv")
    days = [swedish.say(plural("{count} day", "{count} days", count=count)) for count in (1, 2)]
    assert (swedish.text("Total"), days) == ("Summa", ["1 dag", "2 dagar"])


@pytest.mark.usefixtures("compiled")
def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    assert (Words("sv").text("Earliest"), Words("it").text("Total")) == ("Earliest", "Total")
