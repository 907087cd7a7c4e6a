"""What holds for every input, not only for the examples."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from babel.numbers import format_decimal
from hypothesis import assume, example, given
from hypothesis import strategies as st

from calc.api import CALCULATORS, evaluate_json
from calc.calendar import STOCKHOLM, working_days
from calc.describe import questions, worked_example
from calc.fields import Inputs
from calc.numbers import NumberRefused, read_number
from tests.support import WORDS, answer_to, ask

CHANNELS = st.sampled_from(["email", "web_shop"])
CURRENCIES = st.sampled_from(["SEK", "NOK", "DKK"])
SERVICES = st.sampled_from(["standard_2_3_day", "next_day"])
SBRS = st.sampled_from(["not_needed", "available", "pending"])
THRESHOLDS = {"email": Decimal(500), "web_shop": Decimal(300)}

CENTS = st.one_of(
    st.integers(1, 100_000),
    st.sampled_from([29_999, 30_000, 30_001, 49_999, 50_000, 50_001]),
    st.integers(1, 10**17 - 1),
)
RATES = st.decimals(Decimal("0.0001"), Decimal(10_000), allow_nan=False, places=6)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
READINGS = st.datetimes(
    datetime.fromisoformat("2000-01-01T00:00"), datetime.fromisoformat("2099-12-31T23:59:59")
).map(lambda moment: moment.replace(microsecond=0).isoformat())
LINES = st.lists(
    st.builds(
        lambda fee, quantity: {"monthly_fee": f"{Decimal(fee) / 100:.2f}", "quantity": quantity},
        st.integers(0, 1_000_000),
        st.integers(1, 10_000),
    ),
    min_size=1,
    max_size=20,
)


def amount(cents: int) -> str:
    return f"{Decimal(cents).scaleb(-2):f}"


def order_charge(cents: int, channel: str, currency: str = "EUR", **more: Any) -> dict[str, Any]:
    return ask("order_charge", channel=channel, order_value=amount(cents), currency=currency, **more)


def cents_half_up(exact: Fraction) -> Decimal:
    return Decimal(int(exact * 100 + Fraction(1, 2))).scaleb(-2)


# The minimum order charge


@given(CENTS, CHANNELS)
def test_the_charge_is_added_exactly_under_the_threshold(cents: int, channel: str) -> None:
    answer = order_charge(cents, channel)
    assert answer["charge_applies"] is (Decimal(cents) / 100 < THRESHOLDS[channel])
    assert Decimal(answer["total"]) == Decimal(amount(cents)) + Decimal(answer["charge_amount"])


@given(CENTS, CENTS, CHANNELS)
def test_the_charge_never_rises_with_the_value(one: int, other: int, channel: str) -> None:
    smaller, larger = sorted((one, other))
    charges = [Decimal(order_charge(cents, channel)["charge_amount"]) for cents in (smaller, larger)]
    assert charges[0] >= charges[1]


@given(CENTS)
def test_the_web_shop_never_charges_more_than_e_mail(cents: int) -> None:
    web_shop, email = order_charge(cents, "web_shop"), order_charge(cents, "email")
    difference = Decimal(email["charge_amount"]) - Decimal(web_shop["charge_amount"])
    assert difference >= 0
    assert Decimal(email["saving_if_other_channel"] or 0) == difference


@given(CENTS, CENTS, CHANNELS)
def test_the_total_rises_with_the_value_except_across_the_threshold(
    one: int, other: int, channel: str
) -> None:
    """Across the threshold the total may fall, by no more than the charge."""
    first, second = (order_charge(cents, channel) for cents in sorted((one, other)))
    fall = Decimal(first["total"]) - Decimal(second["total"])
    crossed = first["charge_applies"] and not second["charge_applies"]
    assert fall <= (30 if crossed else 0)


@given(CENTS, CHANNELS, CURRENCIES, RATES, st.integers(0, 1_000))
def test_another_currency_is_compared_exactly(
    cents: int, channel: str, currency: str, rate: Decimal, swaps: int
) -> None:
    answer = order_charge(cents, channel, currency, units_of_currency_per_eur=f"{rate:f}", dongle_swaps=swaps)
    applies = Fraction(cents, 100) / Fraction(rate) < THRESHOLDS[channel]
    charge, swap_cost = (225 if applies else 0), 500 * swaps
    assert answer["charge_applies"] is applies
    assert Decimal(answer["total"]) == Decimal(amount(cents)) + charge + swap_cost
    assert Decimal(answer["value_in_eur"]) == cents_half_up(Fraction(cents, 100) / Fraction(rate))


@given(CENTS, CHANNELS, CURRENCIES, RATES)
def test_the_rate_that_is_named_without_one_decides_as_a_rate_does(
    cents: int, channel: str, currency: str, rate: Decimal
) -> None:
    named = Decimal(order_charge(cents, channel, currency)["charged_if_rate_above"])
    answer = order_charge(cents, channel, currency, units_of_currency_per_eur=f"{rate:f}")
    if rate > named:
        assert answer["charge_applies"] is True
    elif rate <= named - Decimal("0.0001"):
        assert answer["charge_applies"] is False


# Dispatch and licences


@given(READINGS, SERVICES, SBRS, st.booleans(), st.one_of(st.none(), DAYS))
def test_goods_leave_and_arrive_on_open_days_in_order(
    ordered_at: str,
    service: str,
    sbr: str,
    eves: bool,
    stock_eta: date | None,
) -> None:
    answer = ask(
        "dispatch",
        ordered_at=ordered_at,
        service=service,
        sbr=sbr,
        treat_eves_as_closed=eves,
        all_items_in_stock=stock_eta is None,
        stock_eta=stock_eta and stock_eta.isoformat(),
    )
    assume(answer.get("error") != "nonexistent_local_time")
    dates = [date.fromisoformat(answer[key]) for key in ("ship_date", "earliest_delivery", "latest_delivery")]
    assert all(working_days(eves_closed=eves).is_open(day) for day in dates)
    assert dates[0] < dates[1] <= dates[2]
    assert datetime.fromisoformat(answer["ready_at"]).date() <= dates[0]
    if stock_eta:
        assert dates[0] >= stock_eta


@given(READINGS, READINGS, SERVICES, SBRS)
def test_who_orders_earlier_never_gets_the_goods_later(one: str, other: str, service: str, sbr: str) -> None:
    answers = [ask("dispatch", ordered_at=at, service=service, sbr=sbr) for at in sorted((one, other))]
    assume(not any("error" in answer for answer in answers))
    for key in ("ready_at", "ship_date", "earliest_delivery", "latest_delivery"):
        first, second = (datetime.fromisoformat(answer[key]) for answer in answers)
        assert first <= second


@given(DAYS, SERVICES, SBRS, st.booleans())
@example(date(2026, 4, 2), "standard_2_3_day", "pending", True)  # noqa: FBT003  # over the change of clocks
@example(date(2026, 10, 28), "next_day", "pending", True)  # noqa: FBT003
def test_the_latest_order_followed_forward_arrives_by_the_needed_day(
    needed: date,
    service: str,
    sbr: str,
    eves: bool,
) -> None:
    """One second later it would not, so the moment is the latest one and not only a safe one."""
    shared: dict[str, Any] = {"service": service, "sbr": sbr, "treat_eves_as_closed": eves}
    wish = ask("latest_order", needed_by_date=needed.isoformat(), **shared)
    assert date.fromisoformat(wish["arrive_by"]) <= needed

    def delivery(moment: datetime, which: str) -> date:
        reading = moment.astimezone(UTC).replace(tzinfo=None)
        assume(2000 <= reading.year <= 2099)
        answer = ask("dispatch", ordered_at=reading.isoformat(), time_zone="UTC", **shared)
        return date.fromisoformat(answer[which])

    second = timedelta(seconds=1)
    if service == "next_day":
        last = datetime.fromisoformat(wish["order_at_or_before"])
        assert delivery(last, "latest_delivery") <= needed < delivery(last + second, "latest_delivery")
        return
    for key, which in (
        ("order_before_safe", "latest_delivery"),
        ("order_before_best_case", "earliest_delivery"),
    ):
        moment = datetime.fromisoformat(wish[key])
        assert delivery(moment - second, which) <= needed < delivery(moment, which)


@given(READINGS, st.sampled_from(["Europe/Stockholm", "America/New_York", "Asia/Kolkata"]), st.integers(0, 1))
def test_the_licence_window_is_20_minutes_to_24_hours_of_time_that_passes(
    requested_at: str, zone: str, fold: int
) -> None:
    asked = ask("dispatch", ordered_at=requested_at, time_zone=zone, fold=fold, service="next_day")
    assume("error" not in asked)
    answer = ask("licence_window", requested_at=requested_at, time_zone=zone, fold=fold)
    start, earliest, latest = (
        datetime.fromisoformat(moment).astimezone(UTC)
        for moment in (asked["ready_at"], answer["earliest"], answer["latest"])
    )
    assert (earliest - start, latest - start) == (timedelta(minutes=20), timedelta(hours=24))


@given(READINGS)
def test_a_licence_asked_for_at_the_safe_moment_comes_when_it_is_needed(needed_by: str) -> None:
    wish = ask("licence_latest_request", needed_by=needed_by)
    assume("error" not in wish)
    needed = datetime.fromisoformat(needed_by).replace(tzinfo=STOCKHOLM).astimezone(UTC)
    for key, when in (("request_by_safe", "latest"), ("request_by_best_case", "earliest")):
        asked = datetime.fromisoformat(wish[key]).astimezone(UTC).replace(tzinfo=None)
        assume(asked.year >= 2000)
        answer = ask("licence_window", requested_at=asked.isoformat(), time_zone="UTC")
        assert datetime.fromisoformat(answer[when]).astimezone(UTC) == needed


# Pro-rata


@given(st.dates(), LINES, st.booleans(), st.sampled_from(["per_line", "total"]))
def test_the_parts_are_the_exact_shares_and_never_exceed_the_whole(
    day: date,
    lines: list[dict[str, Any]],
    counted: bool,
    rounding: str,
) -> None:
    answer = ask(
        "pro_rata",
        activation_date=day.isoformat(),
        lines=lines,
        count_activation_day=counted,
        rounding=rounding,
    )
    share = Fraction(answer["days_remaining"], answer["days_in_month"])
    wholes = [Fraction(line["monthly_fee"]) * line["quantity"] for line in lines]
    amounts = [Decimal(part) for part in answer["line_amounts"]]
    assert amounts == [cents_half_up(whole * share) for whole in wholes]
    assert all(part <= whole for part, whole in zip(amounts, wholes, strict=True))
    totals = {"per_line": sum(amounts), "total": cents_half_up(sum(wholes) * share)}
    other = "total" if rounding == "per_line" else "per_line"
    assert (Decimal(answer["total"]), Decimal(answer["total_other_rounding"])) == (
        totals[rounding],
        totals[other],
    )
    shown = answer["total_day_counted"] if counted else answer["total_day_not_counted"]
    assert shown == answer["total"]


@given(st.dates(), LINES, st.sampled_from(["per_line", "total"]))
def test_more_days_never_cost_less_and_all_days_cost_the_whole(
    day: date, lines: list[dict[str, Any]], rounding: str
) -> None:
    def total(days: int) -> Decimal:
        inputs: dict[str, Any] = {
            "days_remaining_override": days,
            "days_in_period_override": 30,
            "rounding": rounding,
        }
        return Decimal(ask("pro_rata", activation_date=day.isoformat(), lines=lines, **inputs)["total"])

    totals = [total(days) for days in (0, 1, 7, 15, 29, 30)]
    whole = sum(Decimal(line["monthly_fee"]) * line["quantity"] for line in lines)
    assert all(fewer <= more for fewer, more in pairwise(totals))
    assert [totals[0], totals[-1]] == [Decimal(0), whole]


# Deadlines


@given(READINGS, SERVICES, SBRS)
def test_an_order_keeps_its_ship_date_until_the_time_to_order_by_and_no_longer(
    ordered_at: str, service: str, sbr: str
) -> None:
    def ship_date(at: str) -> str:
        return str(ask("dispatch", ordered_at=at, service=service, sbr=sbr)["ship_date"])

    answer = ask("dispatch", ordered_at=ordered_at, service=service, sbr=sbr)
    found = {deadline["id"]: deadline["at"] for deadline in answer["deadlines"]}
    order_by = datetime.fromisoformat(found["order_by"]).replace(tzinfo=None)
    assume(order_by.year < 2100)
    # The cut-off of next-day delivery is itself still in time.
    first_late = order_by + timedelta(seconds=service == "next_day")
    last = first_late - timedelta(seconds=1)
    assert datetime.fromisoformat(ordered_at) <= last
    assert ship_date(last.isoformat()) == found["ship_date"] == answer["ship_date"]
    assert ship_date(first_late.isoformat()) > found["ship_date"]


@given(DAYS, DAYS, st.none() | st.integers(0, 400), st.none() | st.integers(0, 400), st.booleans())
def test_a_cisco_order_only_moves_forward(
    start: date, as_of: date, started: int | None, took: int | None, flex: bool
) -> None:
    """From one day to the next an order goes on in its row of states, or stays."""
    assume(as_of.year < 2099 and start.year < 2097)
    row = ["waiting", "email_due", "follow_up", "in_progress", "may_be_closed", "billing"]
    begun = start + timedelta(days=started) if started is not None else None
    ended = (begun or start) + timedelta(days=took) if took is not None else None

    def on(day: date) -> dict[str, Any]:
        return ask(
            "cisco_timeline",
            requested_start_date=start.isoformat(),
            offer="a_flex" if flex else "other_collaboration",
            provisioning_started_on=begun and begun.isoformat(),
            provisioned_on=ended and ended.isoformat(),
            as_of=day.isoformat(),
        )

    for day in (as_of, *(start + timedelta(days=offset) for offset in (-1, 0, 1, 6, 7, 29, 30))):
        if day.year < 2000:
            continue
        earlier, later = on(day), on(day + timedelta(days=1))
        assert row.index(earlier["state"]) <= row.index(later["state"])
        assert (later["state"] == "billing") is (ended is not None and ended <= day + timedelta(days=1))
        assert earlier["provisioning_email_on"] == start.isoformat()
        assert later["billing_starts_on"] == (ended and ended.isoformat())


@given(DAYS, DAYS, st.sampled_from([("open_value", 3), ("open_value_subscription", 1)]))
def test_the_years_of_an_agreement_join_without_gap_or_overlap(
    start: date, as_of: date, agreement: tuple[str, int]
) -> None:
    program, years = agreement
    answer = ask(
        "open_value_dates",
        program=program,
        term_years=years,
        effective_date=start.isoformat(),
        as_of=as_of.isoformat(),
    )
    begins = [start, *map(date.fromisoformat, answer["anniversaries"])]
    renewal = date.fromisoformat(answer["renewal_date"])
    assert len(begins) == years
    assert date.fromisoformat(answer["last_day"]) + timedelta(days=1) == renewal
    assert all(365 <= (later - earlier).days <= 366 for earlier, later in pairwise([*begins, renewal]))
    assert answer["days_to_renewal"] == (renewal - as_of).days
    year = sum(begin <= as_of for begin in begins)
    expected = "expired" if as_of >= renewal else year or "not_started"
    assert answer["current_year"] == expected


# Volume quotes

PERCENTS = st.decimals(Decimal(0), Decimal(100), allow_nan=False, places=2).map(
    lambda percent: f"{percent:f}"
)
PRICES = st.integers(0, 10**17 - 1).map(amount) | st.integers(0, 200).map(amount)
QUOTED = st.fixed_dictionaries(
    {"sku": st.sampled_from(["A", "B", ""]), "base_price": PRICES, "quantity": st.integers(1, 1_000_000)},
    optional={"net_price": PRICES},
) | st.fixed_dictionaries(
    {"sku": st.sampled_from(["A", "B", ""]), "base_price": PRICES, "quantity": st.integers(1, 1_000_000)},
    optional={"discount_percent": PERCENTS},
)
DEALS = st.fixed_dictionaries({"applies": st.booleans(), "percent": PERCENTS})


def percent_half_up(base: Fraction, net: Fraction) -> Decimal | None:
    """Half up by size: -0.125 becomes -0.13."""
    exact = (base - net) / base * 100 if base else None
    return exact if exact is None else cents_half_up(abs(exact)).copy_sign(Decimal(exact > 0 or -1)) + 0


@given(st.lists(QUOTED, min_size=1, max_size=8), DEALS)
def test_a_quote_is_exact_in_every_column_and_its_totals_are_sums(
    lines: list[dict[str, Any]], deal: dict[str, Any]
) -> None:
    answer = ask("volume_quote", lines=lines, special_deal=deal)
    sums = {"extended": Fraction(0), "net": Fraction(0)}
    for line, columns in zip(lines, answer["lines"], strict=True):
        base = Fraction(line["base_price"])
        percent = line.get("discount_percent", deal["percent"] if deal["applies"] else "0")
        net = Fraction(line.get("net_price") or cents_half_up(base * (100 - Fraction(percent)) / 100))
        assert Fraction(columns["net_price"]) == net
        assert columns["discount_percent"] == text_of(percent_half_up(base, net))
        assert Fraction(columns["extended_price"]) == base * line["quantity"]
        assert Fraction(columns["net_extended_price"]) == net * line["quantity"]
        sums["extended"] += base * line["quantity"]
        sums["net"] += net * line["quantity"]
    assert Fraction(answer["extended_total"]) == sums["extended"]
    assert Fraction(answer["net_extended_total"]) == sums["net"]
    assert answer["overall_discount_percent"] == text_of(percent_half_up(sums["extended"], sums["net"]))


def text_of(percent: Decimal | None) -> str | None:
    return None if percent is None else f"{percent:.2f}"


@given(PRICES, PERCENTS)
def test_the_columns_of_a_line_typed_back_in_are_never_a_contradiction(base_price: str, percent: str) -> None:
    """What the answer shows can be typed into the form as it stands, net price and discount together."""
    line = {"sku": "A", "base_price": base_price, "quantity": 1}
    (columns,) = ask("volume_quote", lines=[{**line, "discount_percent": percent}])["lines"]
    shown = {name: columns[name] for name in ("net_price", "discount_percent")}
    for typed in (shown, {**shown, "discount_percent": percent}):
        assert ask("volume_quote", lines=[{**line, **typed}])["lines"] == [columns]


@given(PRICES, PERCENTS, PERCENTS)
def test_a_larger_special_deal_never_costs_more(base_price: str, one: str, other: str) -> None:
    line = {"sku": "A", "base_price": base_price, "quantity": 3}
    smaller, larger = (
        Decimal(
            ask("volume_quote", lines=[line], special_deal={"applies": True, "percent": percent})[
                "net_extended_total"
            ]
        )
        for percent in sorted((one, other), key=Decimal)
    )
    assert Decimal(base_price) * 3 >= smaller >= larger >= 0


# ESD licences

CUSTOMERS = st.sampled_from(["01", "02", "03"])
EVENTS = st.lists(
    st.just("approve")
    | st.builds(lambda customer: {"create_customer": customer}, CUSTOMERS)
    | st.builds(lambda count, customer: {"assign": count, "customer": customer}, st.integers(1, 4), CUSTOMERS)
    | st.builds(lambda customer: {"resend": customer}, CUSTOMERS),
    max_size=12,
)


@given(st.integers(1, 12), EVENTS)
def test_licences_are_never_lost_and_never_given_twice(licences: int, events: list[Any]) -> None:
    """Up to the first event that is refused, and of that one alone it is said that it cannot be."""
    answer = ask("esd_state", licences=licences, events=events)
    if "error" in answer:
        at = int(answer["field"].split(".")[1])
        events = events[:at]
        answer = ask("esd_state", licences=licences, events=events)
    assigned = sum(event["assign"] for event in events if "assign" in event)
    left = licences - assigned if "approve" in events else 0
    assert sum(answer["licence_states"].values()) == answer["bought"] == licences
    assert (answer["assigned"], answer["left"]) == (assigned, left)
    assert answer["available"] == f"{left} de {licences}"
    assert set(answer["mail_sent_to"]) == {event["customer"] for event in events if "assign" in event}
    assert (answer["purchase_state"] == "Pending") is ("approve" not in events)


# Numbers


def is_ambiguous(text: str) -> bool:
    """The rule: one point or comma, one to three digits before it that start with no zero, three after."""
    marks = [character for character in text if character in ".,"]
    if len(marks) != 1 or not text.lstrip("-").replace(marks[0], "").isdecimal():
        return False
    before, _, after = text.lstrip("-").partition(marks[0])
    return len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")


@given(
    st.decimals(Decimal(-(10**15)) + 1, Decimal(10**15) - 1, allow_nan=False, places=6),
    st.integers(0, 6),
    st.sampled_from(["en_GB", "sv", "nb", "it", "es"]),
    st.booleans(),
)
def test_a_number_written_in_any_of_the_languages_is_read_back_or_called_ambiguous(
    number: Decimal,
    places: int,
    locale: str,
    grouped: bool,
) -> None:
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    pattern = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    text = format_decimal(rounded, pattern, locale=locale, decimal_quantization=False)
    if not is_ambiguous(text.replace("\u2212", "-")):
        assert read_number(text).value == rounded
        return
    with pytest.raises(NumberRefused) as caught:
        read_number(text)
    assert caught.value.code == "ambiguous_number"
    assert rounded in [read_number(reading).value for reading in caught.value.readings]


@given(st.text(alphabet="0123456789.,' -\u00a0\u2019\u2212€krEUR", max_size=45))
def test_whatever_looks_like_a_number_is_read_exactly_or_refused(text: str) -> None:
    read = attempt(text)
    if isinstance(read, NumberRefused):
        assert (read.code == "ambiguous_number") is bool(read.readings)
    else:
        assert digits(f"{read:f}") == digits(text)


def attempt(text: str) -> Decimal | NumberRefused:
    try:
        return read_number(text).value
    except NumberRefused as refused:
        return refused


def digits(text: str) -> str:
    """The digits of a number, without leading zeros."""
    return "".join(character for character in text if character.isdecimal()).lstrip("0")


# The one door

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(list(CALCULATORS))


def well_formed(answer: dict[str, Any]) -> bool:
    """An answer with its account, or a refusal whose words are bounded."""
    if "error" not in answer:
        return WORDS | {"warnings"} <= set(answer)
    return answer["errors"][0].items() <= answer.items() and all(
        isinstance(error["error"], str)
        and 0 < len(error["message"]) < 400
        and len(error["field"] or "") < 200
        for error in answer["errors"]
    )


@given(ANYTHING)
def test_anything_at_all_is_answered(request_: object) -> None:
    assert well_formed(answer_to(request_))


@given(
    NAMES,
    st.dictionaries(st.text(st.characters()), ANYTHING, max_size=4),
    st.sampled_from(["en", "sv", "it"]),
)
def test_any_inputs_are_answered(name: str, inputs: dict[str, Any], locale: str) -> None:
    answer = answer_to({"calculator": name, "inputs": inputs, "locale": locale})
    assert well_formed(answer)
    assert json.loads(json.dumps(answer)) == answer


@given(NAMES, st.data())
def test_a_sound_request_with_any_one_input_changed_is_answered(name: str, data: st.DataObject) -> None:
    model: type[Inputs] = CALCULATORS[name].inputs
    field = data.draw(st.sampled_from([question.name for question in questions(model)]))
    changed = data.draw(ANYTHING | st.text("0123456789.,-T: +eE_", max_size=30))
    answer = ask(name, **{**worked_example(model), field: changed})
    assert well_formed(answer)
    together = {"currency_mismatch", "days_out_of_range", "too_late"}
    assert all(
        error["error"] in together or error["field"].split(".")[0] == field
        for error in answer.get("errors", ())
    )


@given(st.text(st.characters()) | ANYTHING.map(json.dumps))
def test_any_text_is_answered_in_json(text: str) -> None:
    answer = evaluate_json(text)
    assert answer.encode("utf-8")
    assert well_formed(json.loads(answer))


@given(st.integers(0, 5_000), st.sampled_from(["x", "9", "1,", "\u0661", "<b>", " ", "\U0001f600"]))
def test_the_words_about_a_long_input_stay_short(length: int, piece: str) -> None:
    text = piece * length
    assert well_formed(ask("order_charge", channel=text, order_value=text, currency=text))
    assert well_formed(answer_to({"calculator": "dispatch", "inputs": {text: text, "ordered_at": text}}))
