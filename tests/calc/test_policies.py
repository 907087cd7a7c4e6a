"""The shipped policies: each quote stands in its source, and each figure in its quote."""

from __future__ import annotations

import ast
import re
from collections import Counter
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import calc
from calc import policy
from calc.policy import Amounts, Certainty, Contact, Dated, Duration, Phrase, Policy
from tests.support import SOURCES

PACKAGE = Path(calc.__file__).parent
POLICIES = {guide: policy.load(guide) for guide in policy.GUIDES.values()}

ROLE_ADDRESSES = {"order@westcon.se", "presales@westcon.se", "webex_comm@webex.com"}
"""Addresses of teams, printed in the guides. Any other has to be looked at before it is let in."""


class Entry(NamedTuple):
    """One value of one fact, with the policy it stands in."""

    policy: Policy
    fact_id: str
    dated: Dated[Any]


ENTRIES = [
    Entry(read, fact.id, dated) for read in POLICIES.values() for fact in read.facts for dated in fact.values
]
FIGURES = [entry for entry in ENTRIES if entry.dated.value is not None]


def entry_id(entry: Entry) -> str:
    return f"{entry.fact_id} from {entry.dated.starts}"


def collapsed(text: str) -> str:
    return " ".join(text.split())


def tokens(value: object) -> list[str]:
    """The parts of a value that its quotes must hold."""
    match value:
        case Amounts() | Duration() | Contact() | Phrase():
            return value.tokens()
        case time():
            return [f"{value:%H:%M}"]
        case date():
            return [value.isoformat()]
        case int():
            return [str(value)]
        case _:
            raise TypeError(value)


def stands_in(token: str, text: str) -> bool:
    """Whether the token stands in the text as a whole: 30 does not stand in 300, 1.30, 30.5 or 30th."""
    before = r"(?<!\w)(?<!\d[.,:])" if token[0].isalnum() else ""
    after = r"(?!\w)(?![.,:]\d)" if token[-1].isalnum() else ""
    return re.search(before + re.escape(collapsed(token)) + after, collapsed(text)) is not None


@pytest.mark.parametrize(
    ("token", "text", "expected"),
    [
        ("30", "or EUR 30.", True),
        ("30", "or EUR 300.", False),
        ("30", "or EUR 130", False),
        ("30", "at 14:30", False),
        ("30", "EUR 30.50", False),
        ("30", "EUR 1,30", False),
        ("50", "under the value of EUR 500", False),
        ("500", "under the value of EUR 50", False),
        ("2", "with 2-3 day service", True),
        ("24", "(24h in advance)", False),
        ("14:00", "before 14:00 and", True),
        ("14:00", "before 14:00:30", False),
        ("NOK", "SEK/NOK/DKK 225", True),
        ("order@westcon.se", "preorder@westcon.se", False),
        ("Aggiungi al carrello", "su «Aggiungi  al\ncarrello»", True),
        ("(ESD)", "Licencias (ESD).", True),
    ],
)
def test_a_figure_is_looked_for_as_a_whole(token: str, text: str, *, expected: bool) -> None:
    assert stands_in(token, text) is expected


@pytest.mark.parametrize("entry", ENTRIES, ids=entry_id)
def test_every_quote_stands_in_its_source(entry: Entry) -> None:
    source = next(source for source in entry.policy.sources if source.id == entry.dated.source)
    text = collapsed((SOURCES / source.transcript).read_text(encoding="utf-8"))
    assert [quote for quote in entry.dated.quotes if collapsed(quote) not in text] == []


@pytest.mark.parametrize("entry", FIGURES, ids=entry_id)
def test_every_part_of_a_figure_stands_in_its_quotes(entry: Entry) -> None:
    """`written` says how a part is written where the source words it otherwise, and says nothing else."""
    quotes, written = " … ".join(entry.dated.quotes), entry.dated.written
    parts = tokens(entry.dated.value)
    assert [part for part in parts if not stands_in(written.get(part, part), quotes)] == []
    assert set(written) <= set(parts)


@pytest.mark.parametrize("guide", POLICIES)
def test_a_policy_stands_in_the_file_of_its_guide_under_its_prefix(guide: str) -> None:
    read = POLICIES[guide]
    assert (read.guide.id, policy.GUIDES[read.prefix]) == (guide, guide)


@pytest.mark.parametrize("guide", POLICIES)
def test_every_source_of_a_guide_is_quoted(guide: str) -> None:
    read = POLICIES[guide]
    quoted = {dated.source for fact in read.facts for dated in fact.values}
    assert {source.id for source in read.sources} == quoted


def test_every_transcript_belongs_to_a_source() -> None:
    named = {source.transcript for read in POLICIES.values() for source in read.sources}
    assert {path.name for path in SOURCES.glob("*.txt")} == named


def test_every_policy_file_is_a_guide() -> None:
    assert {path.stem for path in (PACKAGE / "policies").glob("*.toml")} == set(POLICIES)


def test_no_rule_id_stands_twice_in_all_guides() -> None:
    ids = Counter(fact.id for read in POLICIES.values() for fact in read.facts)
    assert [rule_id for rule_id, count in ids.items() if count > 1] == []


def test_every_inferred_or_reconstructed_entry_says_why() -> None:
    doubtful = {Certainty.INFERRED, Certainty.RECONSTRUCTED}
    silent = [
        entry.fact_id for entry in ENTRIES if entry.dated.certainty in doubtful and not entry.dated.note
    ]
    assert silent == []


def rule_ids_of(module: Path) -> set[str]:
    """Every text of a module that has the form of a rule id."""
    form = re.compile(rf"({'|'.join(policy.GUIDES)})\.[a-z0-9_.]+")
    texts = (
        node.value
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    )
    return {text for text in texts if isinstance(text, str) and form.fullmatch(text)}


def test_every_rule_that_the_calculators_name_exists() -> None:
    named = {rule_id for module in PACKAGE.rglob("*.py") for rule_id in rule_ids_of(module)}
    known = {fact.id for read in POLICIES.values() for fact in read.facts}
    assert named - known == set()
    assert "westcon.minimum_order_charge.fee" in named


@pytest.mark.parametrize("path", sorted((PACKAGE / "policies").glob("*.toml")), ids=lambda path: path.stem)
def test_a_policy_names_no_person_and_grants_no_rights(path: Path) -> None:
    """People's names and addresses were withheld from the transcripts, and a link that grants rights."""
    text = path.read_text(encoding="utf-8")
    assert "withheld" not in text
    assert set(re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)) - ROLE_ADDRESSES == set()
    links = re.findall(r"(?:https?://|www\.)[^\s\"')]+", text)
    assert [link for link in links if "learn.microsoft.com" not in link and "relationship" in link] == []
    assert [link for link in links if re.search(r"invit|[?&](?:token|key|code|sig|tenant)=", link)] == []


@pytest.mark.parametrize(
    ("fact_id", "certainty"),
    [
        # The sentence on the tool follows the one on Open Value Subscription, and no other.
        ("intcomex.renewal.tool_first", Certainty.STATED),
        ("intcomex.renewal.tool_first_others", Certainty.INFERRED),
        ("intcomex.open_value.renewal_tool", Certainty.STATED),
        # The screens print "1 a 3" and "1 o 3".
        ("intcomex.open_value_subscription.terms", Certainty.RECONSTRUCTED),
        # No screen shows the answer No, and none explains the asterisk.
        ("intcomex.customer_authorisation.always_shown", Certainty.INFERRED),
        ("intcomex.form.required", Certainty.INFERRED),
        ("intcomex.reseller.skip", Certainty.STATED),
        ("intcomex.products.add_how", Certainty.UNKNOWN),
        # One sample order shows 6 of 6; its cart runs the pieces and the amount together.
        ("incotel.approval.approved", Certainty.INFERRED),
        ("incotel.cart.sample_amount", Certainty.RECONSTRUCTED),
        ("incotel.cart.prices", Certainty.UNKNOWN),
        ("incotel.order.wrong_amount", Certainty.UNKNOWN),
        ("incotel.availability.shown_after", Certainty.UNKNOWN),
        ("incotel.login.register", Certainty.INFERRED),
    ],
)
def test_a_fact_is_as_certain_as_its_source_makes_it(fact_id: str, certainty: Certainty) -> None:
    assert policy.find(fact_id, date(2026, 11, 22)).dated.certainty is certainty
