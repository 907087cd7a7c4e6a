"""Deadlines as a calendar file (RFC 5545), for any calendar to read.

A day becomes an all-day event, a moment an event that takes no time. Moments are written in UTC: every
calendar turns them to its own clock, while a time zone would have to be defined in the file, and Outlook,
Google Calendar and Apple Calendar each know zones by other names. No event makes its reader look busy.

A calendar that reads an entry again updates it: it knows the entry by its uid, and takes the newer file by
SEQUENCE and DTSTAMP. Both say the day on which the file is asked for, so the same question gives the same
file.
"""

from __future__ import annotations

import warnings
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field

from calc.calculator import Calculator
from calc.fields import DayOrInstant, Inputs, ask, refuse
from calc.language import msgid
from calc.message import plural
from calc.policy import Rules
from calc.refusals import Refusal
from calc.result import Account, Result

if TYPE_CHECKING:
    from icalendar import Event

MOST_ENTRIES = 2_000
LONGEST_UID = 250
LONGEST_TITLE = 500
LONGEST_TEXT = 10_000

PRODUCT = "-//Partner ordering guides//partner-calc//EN"

# No calendar may hold these characters (RFC 5545, 3.1).
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ") | {ord("\n"): "\n"}


def _clean(text: str) -> str:
    """The text with one kind of line break, and without what no calendar may hold."""
    return "\n".join(text.strip().splitlines()).translate(_CONTROLS)


def _line(text: str) -> str:
    line = _clean(text).replace("\n", " ").strip()
    if not line:
        raise refuse("required")
    return line


class Entry(Inputs):
    """One deadline, as the answer of a calculator gives it."""

    uid: Annotated[str, Field(max_length=LONGEST_UID), AfterValidator(_line)] = ask(
        "Identifier", "The same each time, so that a calendar updates its entry.", example="order-4711-ship"
    )
    title: Annotated[str, Field(max_length=LONGEST_TITLE), AfterValidator(_line)] = ask(
        "Title", "What the calendar shows.", example="Leaves the warehouse"
    )
    at: DayOrInstant = ask(
        "Day or moment", "A day, or a time with its distance from UTC.", example="2026-11-24T14:00:00+01:00"
    )
    text: Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_clean)] = ask(
        "Text", "What the calendar tells once the entry is opened.", example="", default=""
    )


class CalendarFile(Inputs):
    """What is to stand in the calendar."""

    entries: Annotated[tuple[Entry, ...], Field(strict=False, min_length=1, max_length=MOST_ENTRIES)] = ask(
        "Entries",
        "One for each deadline.",
        example=[
            {
                "uid": "order-4711-ship",
                "title": "Leaves the warehouse",
                "at": "2026-11-24T14:00:00+01:00",
                "text": "Westcon order 4711",
            }
        ],
        option="entry",
    )


class CalendarFileResult(Result):
    """The text of the file, to be saved in UTF-8 as it is: its lines end in CR and LF."""

    ics: str


def calendar_file(wanted: CalendarFile, rules: Rules) -> CalendarFileResult:
    """Write the entries in their order, as asked for on the day of the rules.

    Line breaks in a title become spaces, and so do control characters anywhere. Raises Refusal where two
    entries have the same uid: a calendar would keep only one of them.
    """
    with warnings.catch_warnings():
        # The browser is not sent dateutil's own time zones, and dateutil would say so. None is used here.
        warnings.simplefilter("ignore")
        from icalendar import Calendar, Event  # noqa: PLC0415  # slow to import, and nothing else needs it

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    seen = set()
    for number, entry in enumerate(wanted.entries):
        if entry.uid in seen:
            raise Refusal("uid_twice", f"entries.{number}.uid")
        seen.add(entry.uid)
        event = Event()
        _fill(event, entry, rules.day)
        calendar.add_component(event)
    return CalendarFileResult(ics=calendar.to_ical().decode())


def _fill(event: Event, entry: Entry, day: date) -> None:
    event.add("uid", entry.uid)
    event.add("sequence", day.toordinal())
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("summary", entry.title)
    if entry.text:
        event.add("description", entry.text)
    if isinstance(entry.at, datetime):
        # Without an end, an event ends where it begins.
        event.add("dtstart", entry.at.astimezone(UTC))
    else:
        event.add("dtstart", entry.at)
        event.add("dtend", entry.at + timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def account(wanted: CalendarFile, _: CalendarFileResult, __: Rules) -> Account:
    """How many entries the file holds."""
    return Account(
        headline=plural(
            "A calendar file with {count} entry.",
            "A calendar file with {count} entries.",
            count=len(wanted.entries),
        ),
        rows=(),
        steps=(),
        notices=(),
    )


CALCULATOR = Calculator(msgid("Calendar file"), CalendarFile, calendar_file, account)
