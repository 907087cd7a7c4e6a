"""Days and times: today, which days are open at the warehouse, and which instant a clock reading means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_SATURDAY = 5
_DAY = timedelta(days=1)


def today() -> date:
    """The day on this machine's clock."""
    return date.today()  # noqa: DTZ011  # the reader's own day


class WorkingDays:
    """Open days: Monday to Friday except Swedish public holidays.

    With `eves_closed`, Midsummer Eve, Christmas Eve and New Year's Eve are closed too: the act on public
    holidays (SFS 1989:253) does not name them, but work rests on them. Days between a holiday and a weekend
    are open.
    """

    def __init__(self, *, eves_closed: bool) -> None:
        import holidays  # noqa: PLC0415  # slow to import, and only dates need it

        categories = ("public", "de_facto") if eves_closed else ("public",)
        self._closed = holidays.country_holidays("SE", categories=categories)

    def is_open(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self._closed

    def on_or_after(self, day: date) -> date:
        """The day itself if open, else the next open day."""
        while not self.is_open(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself if open, else the last open day before it."""
        while not self.is_open(day):
            day -= _DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The open day that is `count` open days after `day`; `day` itself is not counted."""
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day

    def before(self, day: date, count: int) -> date:
        """The open day that is `count` open days before `day`; `day` itself is not counted."""
        for _ in range(count):
            day = self.on_or_before(day - _DAY)
        return day

    def all_open(self, start: datetime, end: datetime) -> bool:
        """Whether every day touched from `start` to `end`, on the warehouse's clock, is open."""
        day, last = start.astimezone(STOCKHOLM).date(), end.astimezone(STOCKHOLM).date()
        while day <= last:
            if not self.is_open(day):
                return False
            day += _DAY
        return True


@cache
def working_days(*, eves_closed: bool) -> WorkingDays:
    """The calendar, built once: holidays are worked out a year at a time as they are asked for."""
    return WorkingDays(eves_closed=eves_closed)


class NonexistentTime(ValueError):
    """A clock reading that was skipped when the clocks went forward."""


class Instant(NamedTuple):
    """A moment on the warehouse's clock, and whether the reading that gave it happened twice."""

    at: datetime
    ambiguous: bool


def instant(reading: datetime, zone: ZoneInfo, fold: int) -> Instant:
    """The moment that a clock reading in `zone` means, on the clock in Sweden.

    A reading that happens twice is the first of the two, or the second with `fold` 1. One that never
    happens raises NonexistentTime.
    """
    first = reading.replace(tzinfo=zone, fold=0)
    second = reading.replace(tzinfo=zone, fold=1)
    moment = (second if fold else first).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != reading:
        raise NonexistentTime(reading.isoformat())
    return Instant(moment.astimezone(STOCKHOLM), first.utcoffset() != second.utcoffset())


def later(moment: datetime, elapsed: timedelta) -> datetime:
    """`elapsed` hours and minutes after `moment`, or before it where negative, on the clock in Sweden.

    Goes through UTC: adding to a local time would move its clock, not the time that passes.
    """
    return (moment.astimezone(UTC) + elapsed).astimezone(STOCKHOLM)
