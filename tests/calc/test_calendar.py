"""Which days are open in Sweden, and which moment a clock reading means."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from calc.calendar import STOCKHOLM, Instant, NonexistentTime, instant, later, working_days

DAY = timedelta(days=1)
YEARS = range(1999, 2101)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    shift = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + shift + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays_of(year: int) -> set[date]:
    """The Swedish public holidays by SFS 1989:253 that can fall on a weekday, and those it had until 2004."""
    sunday = easter(year)
    whit_monday_or_national_day = sunday + 50 * DAY if year <= 2004 else date(year, 6, 6)
    return {
        date(year, 1, 1),
        date(year, 1, 6),
        sunday - 2 * DAY,
        sunday + DAY,
        date(year, 5, 1),
        sunday + 39 * DAY,
        whit_monday_or_national_day,
        date(year, 12, 25),
        date(year, 12, 26),
    }


def eves_of(year: int) -> set[date]:
    midsummer = next(day for day in (date(year, 6, 19) + n * DAY for n in range(7)) if day.weekday() == 4)
    return {midsummer, date(year, 12, 24), date(year, 12, 31)}


def weekdays_of(year: int) -> list[date]:
    days = (date(year, 1, 1) + n * DAY for n in range(366))
    return [day for day in days if day.year == year and day.weekday() < 5]


@pytest.mark.parametrize("eves_closed", [True, False])
def test_the_closed_weekdays_of_a_century_are_the_public_holidays_and_the_eves(*, eves_closed: bool) -> None:
    calendar = working_days(eves_closed=eves_closed)
    for year in YEARS:
        expected = holidays_of(year) | (eves_of(year) if eves_closed else set())
        closed = [day for day in weekdays_of(year) if not calendar.is_open(day)]
        assert closed == sorted(day for day in expected if day.weekday() < 5)


@pytest.mark.parametrize("eves_closed", [True, False])
def test_no_saturday_or_sunday_is_open(*, eves_closed: bool) -> None:
    calendar = working_days(eves_closed=eves_closed)
    saturdays = [date(2000, 1, 1) + n * 7 * DAY for n in range(5_218)]
    assert saturdays[-1].year == 2099
    assert [day for start in saturdays for day in (start, start + DAY) if calendar.is_open(day)] == []


@pytest.mark.parametrize(
    ("day", "after", "before"),
    [
        (date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 27)),
        (date(2026, 4, 4), date(2026, 4, 7), date(2026, 4, 2)),
        (date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 23)),
    ],
)
def test_a_closed_day_is_moved_to_the_nearest_open_one_on_either_side(
    day: date, after: date, before: date
) -> None:
    calendar = working_days(eves_closed=True)
    assert (calendar.on_or_after(day), calendar.on_or_before(day)) == (after, before)


@pytest.mark.parametrize(
    ("count", "after", "before"),
    [
        (0, date(2026, 4, 2), date(2026, 4, 2)),
        (1, date(2026, 4, 7), date(2026, 4, 1)),
        (3, date(2026, 4, 9), date(2026, 3, 30)),
    ],
)
def test_open_days_are_counted_without_the_day_itself(count: int, after: date, before: date) -> None:
    calendar, maundy_thursday = working_days(eves_closed=True), date(2026, 4, 2)
    found = calendar.after(maundy_thursday, count), calendar.before(maundy_thursday, count)
    assert found == (after, before)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-26T00:00+01:00", "2026-11-27T23:59:59+01:00", True),
        ("2026-11-26T00:00+01:00", "2026-11-28T00:00+01:00", False),
        ("2026-11-22T23:59:59+01:00", "2026-11-23T09:00+01:00", False),
        ("2026-11-27T22:59:59+00:00", "2026-11-27T22:59:59+00:00", True),
        ("2026-11-27T23:00:00+00:00", "2026-11-27T23:00:00+00:00", False),
    ],
)
def test_a_time_is_open_if_every_day_it_touches_in_sweden_is(start: str, end: str, *, expected: bool) -> None:
    calendar = working_days(eves_closed=True)
    assert calendar.all_open(datetime.fromisoformat(start), datetime.fromisoformat(end)) is expected


@pytest.mark.parametrize("year", [2000, 2026, 2027, 2037, 2038, 2099])
def test_the_clocks_change_on_the_last_sundays_of_march_and_october(year: int) -> None:
    march, october = (
        max(day for day in (date(year, month, n) for n in range(25, 32)) if day.weekday() == 6)
        for month in (3, 10)
    )
    skipped = datetime.fromisoformat(f"{march}T02:30")
    with pytest.raises(NonexistentTime):
        instant(skipped, STOCKHOLM, 0)
    assert instant(datetime.fromisoformat(f"{october}T02:30"), STOCKHOLM, 0).ambiguous


def test_a_reading_that_happens_twice_is_two_moments_an_hour_apart() -> None:
    reading = datetime.fromisoformat("2026-10-25T02:30")
    first, second = instant(reading, STOCKHOLM, 0), instant(reading, STOCKHOLM, 1)
    assert second.at.astimezone(UTC) - first.at.astimezone(UTC) == timedelta(hours=1)
    assert (first.ambiguous, second.ambiguous) == (True, True)


def test_a_reading_elsewhere_is_given_on_the_clock_in_sweden() -> None:
    found = instant(datetime.fromisoformat("2026-07-01T12:00"), ZoneInfo("America/New_York"), 0)
    assert found == Instant(datetime(2026, 7, 1, 18, tzinfo=STOCKHOLM), ambiguous=False)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-28T12:00+01:00", 24, "2026-03-29T13:00:00+02:00"),
        ("2026-10-24T12:00+02:00", 24, "2026-10-25T11:00:00+01:00"),
        ("2026-10-25T11:00+01:00", -24, "2026-10-24T12:00:00+02:00"),
    ],
)
def test_time_that_passes_is_not_time_on_the_clock(start: str, hours: int, end: str) -> None:
    moment = datetime.fromisoformat(start).astimezone(STOCKHOLM)
    assert later(moment, timedelta(hours=hours)).isoformat() == end
