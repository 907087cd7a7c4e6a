"""What a volume licence quote comes to: columns, totals, discounts and the special deal."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import ask, figures, refusal, rows, said


def line(base_price: object = "100.00", quantity: object = 1, **more: Any) -> dict[str, Any]:
    return {"sku": "A", "base_price": base_price, "quantity": quantity, **more}


def quote(*lines: dict[str, Any], **deal: Any) -> dict[str, Any]:
    """The answer to some lines, with a special deal where something of it is given."""
    if not deal:
        return ask("volume_quote", lines=list(lines))
    return ask("volume_quote", lines=list(lines), special_deal=deal)


def net_prices(answer: dict[str, Any]) -> list[str]:
    return [columns["net_price"] for columns in answer["lines"]]


def discounts(answer: dict[str, Any]) -> list[str | None]:
    return [columns["discount_percent"] for columns in answer["lines"]]


def test_an_answer_is_complete() -> None:
    answer = quote(line(quantity=10, net_price="90"), line("199.99", 7, sku="", discount_percent="7.5"))
    assert figures(answer) == {
        "warnings": ["formulas_inferred"],
        "lines": [
            {
                "net_price": "90.00",
                "discount_percent": "10.00",
                "extended_price": "1000.00",
                "net_extended_price": "900.00",
            },
            {
                "net_price": "184.99",
                "discount_percent": "7.50",
                "extended_price": "1399.93",
                "net_extended_price": "1294.93",
            },
        ],
        "extended_total": "2399.93",
        "net_extended_total": "2194.93",
        "overall_discount_percent": "8.54",
    }
    assert rows(answer) == {
        "A": "10 × 90.00 = 900.00, discount 10.00%",
        "Line 2": "7 × 184.99 = 1,294.93, discount 7.50%",
        "Total before discount": "2,399.93",
        "Net total": "2,194.93",
        "Overall discount": "8.54%",
        "Currency": "not stated",
    }


@pytest.mark.parametrize(
    ("given", "deal", "first"),
    [
        (
            {"net_price": "90"},
            {},
            "A: the net price is 90.00, as typed. Against 100.00 that is a discount of 10.00%.",
        ),
        ({"base_price": "0", "net_price": "0"}, {}, "A: the net price is 0.00, as typed."),
        ({"discount_percent": "7.5"}, {}, "A: 7.50% off 100.00 leaves 92.50, rounded to the cent."),
        ({"discount_percent": "7.1250"}, {}, "A: 7.125% off 100.00 leaves 92.88, rounded to the cent."),
        ({}, {}, "A: no discount is given, so the net price is the base price, 100.00."),
        (
            {},
            {"applies": True, "percent": "15"},
            "A: the special deal takes 15.00% off 100.00. To the cent, that leaves 85.00.",
        ),
    ],
)  # fmt: skip
def test_the_steps_say_where_the_net_price_comes_from(
    given: dict[str, Any], deal: dict[str, Any], first: str
) -> None:
    answer = quote(line(**given), **deal)
    steps = [text for text in said(answer) if text != "The order carries no special deal."]
    assert steps[0] == first
    assert ("The order carries no special deal." in said(answer)) is not bool(deal)


def test_the_last_steps_add_the_lines_up() -> None:
    answer = quote(line(quantity=10, net_price="90"))
    assert said(answer)[2:] == [
        "A: 100.00 × 10 = 1,000.00 before discount, and 90.00 × 10 = 900.00 net.",
        "Together: 1,000.00 before discount, 900.00 net.",
        "The overall discount is worked out from these two totals: 10.00%.",
    ]
    assert answer["headline"] == (
        "The quote comes to 900.00. Before discount: 1,000.00. Overall discount: 10.00%."
    )


@pytest.mark.parametrize(
    ("base_price", "percent", "net_price", "discount"),
    [
        ("199.99", "7.5", "184.99", "7.50"),
        ("10.00", "0", "10.00", "0.00"),
        ("10.00", "100", "0.00", "100.00"),
        ("10.00", "33.3333", "6.67", "33.30"),
        ("0.05", "10", "0.05", "0.00"),
        ("0.05", "50", "0.03", "40.00"),
        ("0.00", "50", "0.00", None),
        ("10.00", " 7,5 % ", "9.25", "7.50"),
    ],
)
def test_a_percentage_gives_a_net_price_to_the_cent_half_up(
    base_price: str, percent: str, net_price: str, discount: str | None
) -> None:
    answer = quote(line(base_price, discount_percent=percent))
    assert (net_prices(answer), discounts(answer)) == ([net_price], [discount])


def test_the_net_price_is_rounded_before_it_is_multiplied() -> None:
    answer = quote(line("0.05", 1000, discount_percent="50"))
    assert answer["net_extended_total"] == "30.00"


@pytest.mark.parametrize(
    ("base_price", "net_price", "discount"),
    [
        ("3.00", "2.00", "33.33"),
        ("800.00", "799.00", "0.13"),
        ("1000000.00", "1000000.01", "0.00"),
        ("100.00", "110.00", "-10.00"),
        ("0", "0", None),
        ("0", "5.00", None),
    ],
)
def test_a_net_price_gives_a_discount_to_two_decimals_half_up(
    base_price: str, net_price: str, discount: str | None
) -> None:
    assert discounts(quote(line(base_price, net_price=net_price))) == [discount]


@pytest.mark.parametrize(("net_price", "above"), [("99.99", False), ("100.00", False), ("100.01", True)])
def test_a_net_price_above_the_base_price_is_pointed_out(net_price: str, *, above: bool) -> None:
    answer = quote(line(), line(net_price=net_price))
    assert ("net_above_base" in answer["warnings"]) is above
    told = [notice["text"] for notice in answer["notices"] if notice["code"] == "net_above_base"]
    assert told == (["The net price is higher than the base price. Check it. Lines: 2."] if above else [])


def test_a_free_item_has_a_dash_for_its_discount() -> None:
    answer = quote(line("0.00", 2, net_price="0.00"))
    assert rows(answer)["A"] == "2 × 0.00 = 0.00, discount –"
    assert rows(answer)["Overall discount"] == "–"
    assert said(answer)[-1] == "Nothing is charged before discount, so there is no discount in per cent."


@pytest.mark.parametrize(
    ("base_price", "net_price", "percent", "code"),
    [
        ("100.00", "90.00", "10", None),
        ("199.99", "184.99", "7.5", None),
        # To the cent, the percentage that the table shows would give 666.70.
        ("1000.00", "666.67", "33.33", None),
        # A third is 33.33 to two decimals, and 66.67 follows from it to the cent.
        ("0.01", "0.01", "40", None),
        ("0.00", "0.00", "50", None),
        ("0.00", "5.00", "0", "net_and_discount_conflict"),
        ("100.00", "90.00", "10.01", "net_and_discount_conflict"),
        ("100.00", "90.01", "10", "net_and_discount_conflict"),
    ],
)
def test_a_net_price_and_a_discount_are_taken_together_only_if_one_follows_from_the_other(
    base_price: str, net_price: str, percent: str, code: str | None
) -> None:
    answer = quote(line(base_price, net_price=net_price, discount_percent=percent))
    assert refusal(answer) == (code, "lines.0.discount_percent" if code else None)
    if code is None:
        assert net_prices(answer) == [net_price]


def test_everything_that_contradicts_is_refused_at_once() -> None:
    wrong = line(net_price="90", discount_percent="20")
    answer = quote(wrong, line(), wrong, applies=True, all_lines=False)
    assert [error["field"] for error in answer["errors"]] == [
        "lines.0.discount_percent",
        "lines.2.discount_percent",
        "special_deal.percent",
        "special_deal.skus",
    ]


def test_a_special_deal_is_taken_off_the_base_price_of_all_lines() -> None:
    answer = quote(line(), line("0.05", sku="B"), applies=True, percent="15")
    assert net_prices(answer) == ["85.00", "0.04"]


def test_a_special_deal_is_taken_off_the_lines_that_it_names() -> None:
    answer = quote(line(), line(sku="B"), line(), applies=True, percent="15", all_lines=False, skus=["A"])
    assert net_prices(answer) == ["85.00", "100.00", "85.00"]


@pytest.mark.parametrize("skus", [["A", "B"], [" A ", "B", ""], "A, B", "A;B", "A\nB\n", ",A,,B"])
def test_skus_are_a_list_or_a_text_with_marks_between_them(skus: object) -> None:
    answer = quote(
        line(), line(sku=" B "), line(sku="C"), applies=True, percent="10", all_lines=False, skus=skus
    )
    assert net_prices(answer) == ["90.00", "90.00", "100.00"]


@pytest.mark.parametrize("own", [{"net_price": "99.00"}, {"discount_percent": "1"}])
def test_what_a_line_says_itself_comes_before_the_special_deal(own: dict[str, str]) -> None:
    answer = quote(
        line(**own), line(), line(sku="B", **own), applies=True, percent="15", all_lines=False, skus=["A"]
    )
    assert net_prices(answer) == ["99.00", "85.00", "99.00"]
    told = {notice["code"]: notice["text"] for notice in answer["notices"]}
    assert told["special_deal_passed_over"].endswith("not applied to these lines: 1.")


def test_a_discount_that_rounding_changes_is_pointed_out() -> None:
    answer = quote(
        line(discount_percent="7.5"), line("0.05", discount_percent="15"), line("0", discount_percent="9")
    )
    told = {notice["code"]: notice["text"] for notice in answer["notices"]}
    assert told["discount_moved_by_rounding"].endswith("Lines: 2.")


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ({"percent": None}, ("special_deal_percent_required", "special_deal.percent")),
        ({}, ("special_deal_percent_required", "special_deal.percent")),
        ({"percent": "100.01"}, ("discount_out_of_range", "special_deal.percent")),
        ({"percent": "-1"}, ("discount_out_of_range", "special_deal.percent")),
        ({"percent": "15 EUR"}, ("invalid_number", "special_deal.percent")),
        ({"percent": 15}, ("wrong_type", "special_deal.percent")),
        ({"percent": "15", "all_lines": False}, ("special_deal_skus_required", "special_deal.skus")),
        (
            {"percent": "15", "all_lines": False, "skus": ["Z"]},
            ("special_deal_sku_not_in_quote", "special_deal.skus"),
        ),
        (
            {"percent": "15", "all_lines": False, "skus": ["A", "a"]},
            ("special_deal_sku_not_in_quote", "special_deal.skus"),
        ),
        ({"percent": "15", "all_lines": False, "skus": [1]}, ("wrong_type", "special_deal.skus")),
        ({"percent": "15", "all_lines": "no"}, ("wrong_type", "special_deal.all_lines")),
        ({"percent": "15", "colour": "red"}, ("unknown_field", "special_deal.colour")),
        ({"percent": "15", "all_lines": True, "skus": ["Z", 1]}, (None, None)),
    ],
)  # fmt: skip
def test_a_special_deal_needs_its_percentage_and_its_lines(
    deal: dict[str, Any], expected: tuple[str | None, str | None]
) -> None:
    assert refusal(quote(line(), applies=True, **deal)) == expected


def test_a_sku_that_no_line_has_is_named() -> None:
    answer = quote(line(), applies=True, percent="15", all_lines=False, skus=["A", "Z" * 200])
    assert answer["message"] == (
        f"SKUs of the SD: No line has the SKU “{'Z' * 80}”. Write it as it stands in its line."
    )


@pytest.mark.parametrize("applies", [{"applies": False}, {}])
@pytest.mark.parametrize(
    "left",
    [
        {"percent": "15"},
        {"percent": "fifteen", "all_lines": "perhaps", "skus": 7},
        {"percent": {"of": []}, "all_lines": None, "skus": [None]},
    ],
)
def test_without_a_special_deal_its_fields_are_not_read_whatever_they_hold(
    applies: dict[str, bool], left: dict[str, Any]
) -> None:
    assert quote(line(), **applies, **left) == quote(line())


def test_what_no_special_deal_has_is_refused_even_without_one() -> None:
    assert refusal(quote(line(), applies=False, colour="red")) == ("unknown_field", "special_deal.colour")


@pytest.mark.parametrize("deal", [None, [], "no", 1])
def test_a_special_deal_is_a_group(deal: object) -> None:
    assert refusal(ask("volume_quote", lines=[line()], special_deal=deal)) == ("wrong_type", "special_deal")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"base_price": "-0.01"}, ("must_not_be_negative", "lines.0.base_price")),
        ({"base_price": "1.234"}, ("ambiguous_number", "lines.0.base_price")),
        ({"base_price": "1.2345"}, ("too_many_decimals", "lines.0.base_price")),
        ({"net_price": "-1"}, ("must_not_be_negative", "lines.0.net_price")),
        ({"discount_percent": "100.01"}, ("discount_out_of_range", "lines.0.discount_percent")),
        ({"discount_percent": "-0.01"}, ("discount_out_of_range", "lines.0.discount_percent")),
        ({"discount_percent": "7.125"}, ("ambiguous_number", "lines.0.discount_percent")),
        ({"discount_percent": "1e1"}, ("invalid_number", "lines.0.discount_percent")),
        ({"quantity": "1.5"}, ("invalid_quantity", "lines.0.quantity")),
        ({"sku": "x" * 81}, ("text_too_long", "lines.0.sku")),
        ({"sku": "x" * 80}, (None, None)),
    ],
)
def test_a_line_is_refused_where_it_is_wrong(
    given: dict[str, Any], expected: tuple[str | None, str | None]
) -> None:
    assert refusal(quote({**line(), **given})) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, ("required", "lines")), (100, (None, None)), (101, ("too_many_lines", "lines"))],
)
def test_there_are_one_to_a_hundred_lines(count: int, expected: tuple[str | None, str | None]) -> None:
    assert refusal(quote(*[line()] * count)) == expected


def test_a_million_of_a_huge_price_is_exact() -> None:
    answer = quote(line("999999999999999.99", 1_000_000, net_price="999999999999999.98"))
    assert answer["extended_total"] == "999999999999999990000.00"
    assert answer["net_extended_total"] == "999999999999999980000.00"
    assert answer["overall_discount_percent"] == "0.00"
