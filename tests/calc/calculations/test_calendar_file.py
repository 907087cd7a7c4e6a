"""Deadlines as a calendar file, read back by a library that did not write it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from calc.calculations.calendar_file import LONGEST_TEXT, MOST_ENTRIES
from tests.support import answer_to, ask, refusal

DAY = date(2026, 11, 22)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def entry(at: str, uid: str = "a", title: str = "Order", text: str = "") -> dict[str, str]:
    return {"uid": uid, "title": title, "at": at, "text": text}


def written(*entries: dict[str, str], day: date = DAY) -> str:
    request = {"calculator": "calendar_file", "inputs": {"entries": list(entries)}}
    return str(answer_to(request, today=day)["ics"])


def read(ics: str) -> Calendar:
    """The calendar as the other library has it."""
    return IcsCalendarStream.calendar_from_ics(ics)


def read_one(ics: str) -> Any:
    (event,) = read(ics).events
    return event


def test_a_file_is_complete_to_the_byte() -> None:
    assert written(
        entry("2026-12-01", "order-1-ship", "Leaves the warehouse", "Westcon; PO 1"),
        entry("2026-11-24T14:00:00+01:00", "order-1-by", "Order before this time"),
    ) == "\r\n".join(  # noqa: FLY002  # a line a line
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Partner ordering guides//partner-calc//EN",
            "BEGIN:VEVENT",
            "SUMMARY:Leaves the warehouse",
            "DTSTART;VALUE=DATE:20261201",
            "DTEND;VALUE=DATE:20261202",
            "DTSTAMP:20261122T000000Z",
            "UID:order-1-ship",
            "SEQUENCE:739942",
            "DESCRIPTION:Westcon\\; PO 1",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "BEGIN:VEVENT",
            "SUMMARY:Order before this time",
            "DTSTART:20261124T130000Z",
            "DTSTAMP:20261122T000000Z",
            "UID:order-1-by",
            "SEQUENCE:739942",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )


@pytest.mark.parametrize("night", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_every_quarter_of_an_hour_across_a_clock_change_is_the_same_instant_to_both_libraries(
    night: datetime,
) -> None:
    instants = [night + timedelta(minutes=15 * count) for count in range(-12, 24)]
    entries = [
        entry(instant.astimezone(STOCKHOLM).isoformat(), uid=str(count))
        for count, instant in enumerate(instants)
    ]
    starts = [event.dtstart for event in read(written(*entries)).events]
    assert all(isinstance(start, datetime) and start.tzinfo for start in starts)
    assert starts == instants


@pytest.mark.parametrize("day", ["2026-03-28", "2026-03-29", "2026-10-25", "2026-10-26", "2028-02-29"])
def test_a_day_is_the_same_whole_day_to_both_libraries(day: str) -> None:
    event = read_one(written(entry(day)))
    expected = date.fromisoformat(day)
    assert (event.dtstart, event.dtend) == (expected, expected + timedelta(days=1))
    assert not isinstance(event.dtstart, datetime)


@pytest.mark.parametrize(
    ("calculator", "inputs"),
    [
        (
            "dispatch",
            {"ordered_at": "2026-03-27T12:00", "service": "standard_2_3_day", "sbr": "pending"},
        ),
        ("latest_order", {"needed_by_date": "2026-10-27", "service": "next_day", "sbr": "pending"}),
        ("licence_window", {"requested_at": "2026-10-25T01:50"}),
        ("licence_latest_request", {"needed_by": "2026-03-29T13:00"}),
    ],
)
def test_the_deadlines_of_an_answer_come_back_from_the_file_as_they_were(
    calculator: str, inputs: dict[str, str]
) -> None:
    answer = ask(calculator, **inputs)
    ics = written(*(entry(one["at"], one["id"], one["label"]) for one in answer["deadlines"]))
    assert [(event.uid, event.summary) for event in read(ics).events] == [
        (one["id"], one["label"]) for one in answer["deadlines"]
    ]
    for event, one in zip(read(ics).events, answer["deadlines"], strict=True):
        if "T" in one["at"]:
            assert event.dtstart == datetime.fromisoformat(one["at"])
        else:
            assert event.dtstart == date.fromisoformat(one["at"])


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c\\d: \"e\" 'f'",
        "one\ntwo\n\nthree",
        "\\n is no line break, \\, no comma",
        "😀" * 100,
        "åäöæøéñç€" * 50,
        "👩‍👩‍👧‍👦" * 30,
        "x" * LONGEST_TEXT,
        "END:VEVENT\nEND:VCALENDAR\nBEGIN:VEVENT",
        "<b>&amp;</b>",
    ],
)
def test_a_text_comes_back_as_it_was_from_lines_of_75_octets(text: str) -> None:
    ics = written(entry("2026-12-01", text=text, title=text.replace("\n", " ")[:500]))
    event = read_one(ics)
    assert (event.description, event.summary) == (text, text.replace("\n", " ")[:500])
    assert max(len(line.encode()) for line in ics.split("\r\n")) <= 75


@given(
    st.text(st.characters(codec="utf-8"), max_size=300),
    st.text(st.characters(codec="utf-8"), max_size=300),
    st.text(st.characters(codec="utf-8"), max_size=120),
)
def test_any_text_makes_one_event_that_another_library_reads(title: str, text: str, uid: str) -> None:
    """Characters that a calendar must not hold become spaces or line breaks; every other one comes back."""
    answer = ask("calendar_file", entries=[entry("2026-12-01", uid, title, text)])
    if answer.get("error"):
        assert refusal(answer)[0] == "required"
        assert not (plain(title).strip() and plain(uid).strip())
        return
    event = read_one(answer["ics"])
    assert (event.uid or "").split() == plain(uid).split()
    assert (event.summary or "").split() == plain(title).split()
    assert (event.description or "").split() == plain(text).split()
    assert max(len(line.encode()) for line in answer["ics"].split("\r\n")) <= 75


def plain(text: str) -> str:
    """The text with a space for each control character."""
    return "".join(
        " " if ord(character) < 32 or 127 <= ord(character) < 160 else character for character in text
    )


def test_line_breaks_of_every_kind_are_one_kind_and_a_title_has_none() -> None:
    event = read_one(
        written(entry("2026-12-01", title=" a\r\nb\rc\x00d ", text="a\r\nb\rc\x85d\u2028e\x07f\n"))
    )
    assert (event.summary, event.description) == ("a b c d", "a\nb\nc\nd\ne f")


def test_the_same_question_on_the_same_day_gives_the_same_file() -> None:
    assert written(entry("2026-12-01")) == written(entry("2026-12-01"))


def test_a_file_of_a_later_day_is_the_newer_version_of_the_same_events() -> None:
    old = read_one(written(entry("2026-12-01")))
    new = read_one(written(entry("2026-12-02"), day=DAY + timedelta(days=1)))
    assert old.uid == new.uid
    assert old.sequence < new.sequence
    assert old.dtstamp < new.dtstamp


def test_no_deadline_makes_its_reader_look_busy() -> None:
    events = read(written(entry("2026-12-01", "a"), entry("2026-12-01T12:00:00Z", "b"))).events
    assert [event.transparency for event in events] == ["TRANSPARENT", "TRANSPARENT"]


MOMENT = (
    "Write a day, such as 2026-12-01, or a time with its distance from UTC, such as "
    "2026-11-24T14:00:00+01:00."
)


@pytest.mark.parametrize(
    "at",
    [
        "tomorrow",
        "2026-02-29",
        "2026-13-01",
        "2026-12-01T12:00",
        "2026-12-01T12:00:00",
        "2026-12-01T25:00Z",
        "2026-12-01T12:00+24:00",
        "2026-12-01 12:00Z",
        "20261201",
        "٢٠٢٦-12-01",
        "2026-12-01T12:00:00+01:00[Europe/Stockholm]",
    ],
)
def test_what_is_neither_a_day_nor_an_instant_is_refused_with_examples(at: str) -> None:
    answer = ask("calendar_file", entries=[entry(at)])
    assert refusal(answer) == ("invalid_moment", "entries.0.at")
    assert answer["message"] == f"Day or moment: {MOMENT}"


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ([], ("required", "entries")),
        ([entry("2026-12-01", uid=" ")], ("required", "entries.0.uid")),
        ([entry("2026-12-01", title="")], ("required", "entries.0.title")),
        ([entry(" ")], ("required", "entries.0.at")),
        ([{**entry(""), "at": 20261201}], ("wrong_type", "entries.0.at")),
        ([{**entry(""), "at": None}], ("required", "entries.0.at")),
        ([{"uid": "a", "title": "b"}], ("required", "entries.0.at")),
        ([entry("1899-12-31")], ("date_out_of_range", "entries.0.at")),
        ([entry("2200-01-01T00:00:00Z")], ("date_out_of_range", "entries.0.at")),
        ([entry("2026-12-01", text="x" * (LONGEST_TEXT + 1))], ("text_too_long", "entries.0.text")),
        ([entry("2026-12-01", text="\ud800")], ("wrong_type", "entries.0.text")),
        ([entry("2026-12-01"), entry("2026-12-02")], ("uid_twice", "entries.1.uid")),
        ([{**entry("2026-12-01"), "colour": "red"}], ("unknown_field", "entries.0.colour")),
    ],
)
def test_what_makes_no_calendar_is_refused_where_it_stands(
    given_: list[dict[str, str]], expected: tuple[str, str]
) -> None:
    assert refusal(ask("calendar_file", entries=given_)) == expected


def test_uids_that_a_calendar_could_not_tell_apart_are_refused() -> None:
    answer = ask("calendar_file", entries=[entry("2026-12-01", "a b"), entry("2026-12-02", " a\nb")])
    assert refusal(answer) == ("uid_twice", "entries.1.uid")
    assert answer["message"] == "Identifier: Two entries have this identifier. Give each one its own."


def test_as_many_entries_as_fit_are_all_in_the_file_and_one_more_is_refused() -> None:
    entries = [entry("2026-12-01", uid=str(number)) for number in range(MOST_ENTRIES + 1)]
    assert written(*entries[:-1]).count("BEGIN:VEVENT") == MOST_ENTRIES
    assert refusal(ask("calendar_file", entries=entries)) == ("too_many_lines", "entries")


@pytest.mark.parametrize(("count", "headline"), [(1, "1 entry"), (2, "2 entries")])
def test_the_answer_says_how_many_entries_there_are(count: int, headline: str) -> None:
    answer = ask("calendar_file", entries=[entry("2026-12-01", uid=str(number)) for number in range(count)])
    assert answer["headline"] == f"A calendar file with {headline}."
    assert answer["deadlines"] == []


def test_no_other_calculator_waits_for_the_library() -> None:
    code = "import sys; from calc import api; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
