"""A draft says the same words in the page, in a link and in a file, whatever was typed."""

from __future__ import annotations

from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import answers
from calc.api import CALCULATORS
from calc.describe import questions, worked_example
from calc.draft import GAP, LONGEST_LINK, Draft, Entry, Listed, write
from calc.fields import Inputs
from calc.language import LOCALES, Locale
from calc.message import message
from calc.order_forms.westcon import Order
from calc.policy import Phrase, Screen
from calc.words import words
from tests.support import ORDER_FORMS, ask

# What a link or a header may stumble over.
HARD = "Åkesson & Söner? #1 %20 +46; “Ñandú” 😀 =?utf-8?q?x?="


class Read(NamedTuple):
    """A draft as the recipient's programme reads it."""

    to: str | None
    subject: str
    body: str


def opened(eml: str) -> EmailMessage:
    mail = message_from_string(eml, policy=default)
    assert isinstance(mail, EmailMessage)
    assert mail.defects == []
    return mail


def from_file(draft: answers.Draft) -> Read:
    mail = opened(draft["eml"])
    assert set(mail.keys()) <= {
        "X-Unsent",
        "To",
        "Subject",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert mail["X-Unsent"] == "1"
    # A message ends with a line of its own.
    return Read(mail["To"], mail["Subject"], mail.get_content().replace("\r\n", "\n").removesuffix("\n"))


def from_link(draft: answers.Draft) -> Read:
    """What RFC 6068 says of a link: no plus sign is a space, and a line ends with CR and LF."""
    link = urlsplit(draft["mailto"])
    assert (link.scheme, link.netloc, link.fragment) == ("mailto", "", "")
    assert draft["mailto"].isascii()
    fields = dict(part.split("=") for part in link.query.split("&"))
    body = unquote(fields.pop("body"))
    assert fields.keys() == {"subject"}
    assert "\n" not in body.replace("\r\n", "")
    return Read(unquote(link.path) or None, unquote(fields["subject"]), body.replace("\r\n", "\n"))


def shown(draft: answers.Draft) -> Read:
    return Read(draft["to"], draft["subject"], draft["body"])


def filled(name: str, text: str) -> dict[str, Any]:
    """A form with the same text in every field that takes any."""
    model: type[Inputs] = CALCULATORS[name].inputs
    given = worked_example(model)
    for question in questions(model):
        if question.lines:
            given[question.name] = [{part.name: text for part in question.lines}]
        elif not question.choices and question.kind != "yes_no":
            given[question.name] = text
    return given


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", ORDER_FORMS)
def test_link_and_file_hold_the_same_words_as_the_page_in_every_language(name: str, language: str) -> None:
    draft = ask(name, **{**filled(name, HARD[:40]), "draft_language": language})["draft"]
    assert draft["language"] == language
    assert from_file(draft) == shown(draft)
    if draft["notice"] is None:
        assert from_link(draft) == shown(draft)


@pytest.mark.parametrize("name", ORDER_FORMS)
def test_the_words_of_a_draft_are_those_of_the_language_chosen(name: str) -> None:
    """Each label that the catalogue translates stands translated, whoever reads the page."""
    model: type[Inputs] = CALCULATORS[name].inputs
    for language in LOCALES:
        answer = ask(name, **{**filled(name, "7"), "draft_language": language})
        body = answer["draft"]["body"]
        for question in questions(model):
            if question.needed_by and not question.only_if and question.screen is None:
                assert f"{words(language).text(question.title)}:" in body


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("westcon_order", "en"),
        ("westcon_licence_request", "en"),
        ("westcon_dongle_swap", "en"),
        ("westcon_delivery_request", "en"),
        ("cisco_order", "sv"),
        ("computer_gross_customer", "it"),
        ("intcomex_form", "es"),
        ("incotel_assignment", "es"),
    ],
)
def test_a_draft_speaks_the_recipients_language_unless_told_otherwise(name: str, language: str) -> None:
    """Cisco's workspace is read by partners themselves, in their own language."""
    assert ask(name, locale="sv")["draft"]["language"] == language


def test_a_whole_order_reads_like_this() -> None:
    answer = ask(
        "westcon_order",
        po_number="PO-4711",
        items=[
            {"item_number": "700504556", "quantity": "10"},
            {"item_number": "", "quantity": " "},
            {"item_number": "", "quantity": "2"},
        ],
        customer_name="Åkesson & Söner AB",
        customer_address="Storgatan 1",
        customer_city="Malmö",
        special_pricing="Spring promotion\r\n  10 % on telephones  ",
        sbr="available",
        locale="it",
    )
    assert answer["draft"]["to"] == "order@westcon.se"
    assert answer["draft"]["subject"] == "Purchase order PO-4711"
    assert answer["draft"]["body"].splitlines() == [
        "Hello, please process this order.",
        "",
        "PO number: PO-4711",
        "Items:",
        "1. Item number: 700504556, Quantity: 10",
        "2. Item number: –, Quantity: 2",
        "End customer: Åkesson & Söner AB",
        "Contact at the end customer: –",
        "Address: Storgatan 1",
        "Postal code: –",
        "City: Malmö",
        "Country: –",
        "Promotion or special pricing:",
        "Spring promotion",
        "10 % on telephones",
        "SBR (Special Bid Request): Available",
        "SBR number: –",
    ]


def test_a_summary_for_a_portal_names_its_fields_as_the_portal_does() -> None:
    customer: dict[str, Any] = {
        "customer_name": "Società Esempio S.r.l.",
        "tenant_exists": False,
        "mpn_id": "1234567",
    }
    italian = ask("computer_gross_customer", **customer)["draft"]["body"].splitlines()
    english = ask("computer_gross_customer", **customer, draft_language="en")["draft"]["body"].splitlines()
    assert italian[-3:] == [
        "«Nome azienda»: Società Esempio S.r.l.",
        "«Domain Prefix» (Nome del tenant): –",
        "«MPN ID»: 1234567",
    ]
    assert english[-3:] == [
        "«Nome azienda» (Company name): Società Esempio S.r.l.",
        "«Domain Prefix»: –",
        "«MPN ID» (MPN ID or PartnerID): 1234567",
    ]


def test_a_date_is_written_out_and_one_that_does_not_exist_is_left_as_typed() -> None:
    def line(day: str) -> str:
        body: str = ask("cisco_order", requested_start_date=day)["draft"]["body"]
        return next(line for line in body.splitlines() if "Ønsket startdato" in line)

    assert line("2026-12-01") == "«Ønsket startdato» (Requested start date): Tuesday, 1 December 2026"
    assert line("2026-02-30") == "«Ønsket startdato» (Requested start date): 2026-02-30"
    assert line("") == "«Ønsket startdato» (Requested start date): –"


def test_a_yes_and_a_no_are_said_and_no_answer_is_left_out() -> None:
    body = ask("westcon_delivery_request", next_day_delivery=True, part_delivery=False)["draft"]["body"]
    assert body.splitlines()[2:] == ["Next-day delivery: Yes", "Part delivery: No"]


def test_an_order_for_the_web_shop_goes_to_nobody() -> None:
    draft = ask("westcon_order", channel="web_shop")["draft"]
    assert draft["to"] is None
    assert draft["mailto"].startswith("mailto:?subject=")
    assert from_file(draft).to is None


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_nothing_that_is_typed_becomes_a_header(ending: str) -> None:
    draft = ask("westcon_order", po_number=f"1{ending}Bcc: thief@example.com{ending}{ending}body")["draft"]
    assert from_file(draft).subject == "Purchase order 1 Bcc: thief@example.com body"
    assert "bcc" not in {name.lower() for name in opened(draft["eml"])}


def draft_of(length: int, subject: str = "s") -> answers.Draft:
    entries = (Entry(message("x"), "y" * length),)
    return write(
        Draft("order@westcon.se", "en", message("{s}", s=subject), message("z"), entries), words("en")
    )


def test_a_body_that_makes_the_link_too_long_is_left_out_of_it_and_this_is_said() -> None:
    room = LONGEST_LINK - len(draft_of(0)["mailto"])
    fits, too_long = draft_of(room), draft_of(room + 1)
    assert (len(fits["mailto"]), fits["notice"]) == (LONGEST_LINK, None)
    assert from_link(fits) == shown(fits)
    assert too_long["mailto"] == "mailto:order@westcon.se?subject=s"
    assert str(too_long["notice"]).startswith("The text is too long for an e-mail link.")
    assert from_file(too_long) == shown(too_long)


def test_a_long_subject_is_cut_so_that_the_link_stays_short() -> None:
    draft = draft_of(2_000, "😀" * 500)
    assert (len(draft["subject"]), draft["subject"][-1]) == (120, "…")
    assert len(draft["mailto"]) < LONGEST_LINK
    assert from_file(draft) == shown(draft)


def test_the_notice_speaks_to_the_reader_and_not_to_the_recipient() -> None:
    long = {"special_pricing": "ü" * 1_000, "draft_language": "en"}
    assert ask("westcon_order", **long, locale="sv")["draft"]["notice"] is not None
    assert ask("westcon_order", **long, locale="sv")["draft"]["language"] == "en"


def test_a_list_without_items_is_a_gap() -> None:
    draft = write(Draft(None, "en", message("s"), message("o"), (Listed(message("Items"), ()),)), words("en"))
    assert draft["body"].splitlines()[-2:] == ["Items:", f"1. {GAP}"]


@pytest.mark.parametrize(
    ("language", "label"), [("it", "«Nome azienda»"), ("en", "«Nome azienda» (Company name)")]
)
def test_the_word_of_a_portal_is_explained_where_it_is_foreign(language: Locale, label: str) -> None:
    screen = Screen(Phrase(text="Nome azienda:*", meaning="Company name"), "it")
    entries = (Entry(message("Company name"), "x", screen),)
    draft = write(Draft(None, language, message("s"), message("o"), entries), words("en"))
    assert draft["body"].splitlines()[-1] == f"{label}: x"


ANY_LINE = st.text(st.characters(), max_size=150)


@given(st.sampled_from(ORDER_FORMS), ANY_LINE, st.sampled_from(LOCALES))
def test_any_text_in_every_field_is_taken_and_comes_back_whole(name: str, text: str, language: str) -> None:
    """Never an error: the page, the link and the file say the same."""
    answer = ask(name, **{**filled(name, text), "draft_language": language})
    assert "error" not in answer
    draft = answer["draft"]
    assert from_file(draft) == shown(draft)
    assert len(draft["mailto"]) <= LONGEST_LINK
    if draft["notice"] is None:
        assert from_link(draft) == shown(draft)


@given(st.text(st.characters(), max_size=2_000))
def test_any_text_on_several_lines_comes_back_whole(text: str) -> None:
    draft = ask("westcon_order", special_pricing=text)["draft"]
    assert from_file(draft) == shown(draft)
    if text.strip().isprintable() and text.strip():
        assert text.strip() in draft["body"]


def test_every_order_form_asks_for_the_language_of_its_draft() -> None:
    for name in ORDER_FORMS:
        assert "draft_language" in CALCULATORS[name].inputs.model_fields
    assert Order().draft_language == "en"
