"""What the journeys have in common: ways through a page that every engine goes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from calc.money import Money
from calc.words import words
from tests.browser.engines.engine import Engine
from tests.browser.readers import LOCALES
from tests.support import answer_to

GUIDE = "guides/westcon-avaya-ipo/"
ORDER_CHARGE = "calculators/order-charge/"
EVALUATE_ALL = "requests => Promise.all(requests.map(globalThis.partnerCalc.evaluate))"

SAYS = "(selector, words) => document.querySelector(selector)?.innerText.includes(words)"
LANGUAGE = "() => document.documentElement.lang"
CHECKED = "selector => document.querySelector(selector).checked"
IS_AT = "address => location.href === address && document.readyState === 'complete'"
SWITCH = "language => document.querySelector(`a.md-select__link[hreflang=${language}]`).click()"
HAS_FOCUS = "selector => document.activeElement.matches(selector)"
HEADLINE = ".calculator-answer[data-state=current] .calculator-headline"

_LEADS_TO = "about => document.querySelector('.md-search-result__link')?.href.startsWith(about)"

# An order in Danish kroner, below the minimum.
_ORDER = {
    "channel": "email",
    "order_value": "3000.50",
    "currency": "DKK",
    "units_of_currency_per_eur": "7.46",
}


def open_order(browser: Engine, address: str) -> None:
    """A guide's page, ready to remember."""
    browser.open(address)
    browser.wait("partner-order[data-ready]")


def name_order(browser: Engine, name: str) -> None:
    """Name the order of a guide's page in its menu, and close the menu."""
    browser.click(".order-menu > summary")
    browser.type("[data-do=name]", name)
    browser.click(".order-menu > summary")


def tab_to(browser: Engine, control: str) -> None:
    """Go on by the keyboard until a control has the focus, at most as often as a person would."""
    for _ in range(30):
        browser.keys("Tab")
        if browser.run(HAS_FOCUS, control):
            return
    pytest.fail(f"The keyboard does not reach {control}")


def search_finds(browser: Engine, home: str, word: str, about: str) -> None:
    """A word, typed into the search of a home page, has the page `about` for its first answer."""
    browser.open(home)
    browser.keys("s")
    browser.until(HAS_FOCUS, ".md-search__input")
    browser.keys(*word)
    browser.until(_LEADS_TO, home + about)


def order_charge_is_answered(browser: Engine, home: str, folder: str) -> None:
    """An order, typed in the manner of a language, has the total that this machine works out."""
    said = words(LOCALES[folder])
    answer = answer_to({"calculator": "order_charge", "inputs": _ORDER, "locale": "en"})
    browser.open(f"{home}{folder}{ORDER_CHARGE}")
    browser.click("input[name=channel][value=email]")
    browser.click("input[name=currency][value=DKK]")
    for name in ("units_of_currency_per_eur", "order_value"):
        browser.type(f"input[name={name}]", said.value(Money(Decimal(_ORDER[name]), None)))
    browser.until(SAYS, HEADLINE, said.value(Money(Decimal(answer["total"]), "DKK")))
