"""How much a guide asks of its reader, fresh and in the middle: words, screens, Tab stops, controls."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.calculator import START_MS
from tests.browser.finished import GUIDES
from tests.browser.order_pages import DRAWN, Guide
from tests.browser.readers import FOLDERS, LOCALES
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

_WIDE: ViewportSize = {"width": 1280, "height": 900}
_NARROW: ViewportSize = {"width": 390, "height": 844}
# The same says more in other languages.
_ROOM = 1.25


class Goals(NamedTuple):
    """The most that an English guide may have, fresh, with scripts."""

    words: int = 450
    screens_wide: float = 4
    screens_narrow: float = 8
    tab_stops: int = 110
    controls: int = 45
    words_before: int = 60


GOALS = {
    "incotel-esd": Goals(words=600, screens_wide=6, screens_narrow=11),
    "intcomex-volume": Goals(words=650, screens_wide=6, screens_narrow=11, controls=70),
}
IN_THE_MIDDLE = Goals(words=350, screens_wide=3)

_MEASURE = """
() => {
  const article = document.querySelector("article");
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
  };
  const seen = (selector) => [...article.querySelectorAll(selector)].filter(isSeen);
  const first = article.querySelector("li.step");
  const isBefore = (node) => Boolean(first.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING);
  const texts = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (isSeen(walker.currentNode.parentElement)) texts.push(walker.currentNode);
  const word = /[\\p{L}\\p{N}][\\p{L}\\p{N}.,'’@:/-]*/gu;
  const words = (nodes) => nodes.flatMap(({ data }) => data.match(word) ?? []).length;
  const groups = new Set(seen("[type=radio]").map(({ name }) => name));
  const stops = seen("a[href], button, input, select, textarea, summary").filter(
    ({ type, disabled }) => type !== "radio" && !disabled,
  );
  const asks = [...article.querySelectorAll(":is(input, select, textarea)[name]")];
  const fieldsets = new Map();
  for (const control of asks) {
    const asked = control.type === "radio" ? control.closest("fieldset") : control;
    fieldsets.set(control.name, (fieldsets.get(control.name) ?? new Set()).add(asked));
  }
  const asking = [...first.querySelectorAll(":is(.question, .calculator-field, .tick, li)")].find(isSeen);
  const ask = [first.querySelector(".step-title"), asking].filter(Boolean);
  return {
    words: words(texts),
    words_before: words(texts.filter(isBefore)),
    screens: document.documentElement.scrollHeight / innerHeight,
    tab_stops: stops.length + groups.size,
    controls: seen("input, select, textarea").length,
    asked_twice: [...fieldsets].filter(([, places]) => places.size > 1).map(([name]) => name),
    at_once: Math.max(...ask.map((part) => part.getBoundingClientRect().bottom + scrollY)) <= innerHeight,
  };
}
"""


def _measured(page: Page, size: ViewportSize) -> dict[str, Any]:
    page.set_viewport_size(size)
    page.evaluate(DRAWN)
    measured: dict[str, Any] = page.evaluate(_MEASURE)
    return measured


@pytest.fixture(scope="module", params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> str:
    """The folder of a language."""
    return str(request.param)


@pytest.fixture(scope="module")
def reader(shared_visits: Visits, home: str, folder: str) -> Page:
    """Somebody who reads all guides in the language of his browser, and starts no order."""
    return shared_visits.blank(home, locale=LOCALES[folder])


@pytest.mark.parametrize("guide", GUIDES)
def test_a_fresh_guide_is_short_and_shows_its_first_question_at_once(
    reader: Page, home: str, folder: str, guide: str
) -> None:
    goals, room = GOALS.get(guide, Goals()), _ROOM if folder else 1
    Guide.open(reader, f"{home}{folder}", guide)
    wide, narrow = _measured(reader, _WIDE), _measured(reader, _NARROW)
    beyond = {
        name: (value, most)
        for name, value, most in (
            ("words", wide["words"], goals.words * room),
            ("words before", wide["words_before"], goals.words_before * room),
            ("words before, narrow", narrow["words_before"], goals.words_before * room),
            ("screens, wide", wide["screens"], goals.screens_wide * room),
            ("screens, narrow", narrow["screens"], goals.screens_narrow * room),
            ("stops of the Tab key", wide["tab_stops"], goals.tab_stops),
            ("controls", wide["controls"], goals.controls),
        )
        if value > most
    }
    assert beyond == {}
    assert wide["asked_twice"] == []
    assert (wide["at_once"], narrow["at_once"]) == (True, True)


def test_an_order_in_the_middle_is_shorter_still(visits: Visits, home: str) -> None:
    """Sent and noted; all is in stock, and no dongle is swapped. What is done is one line each."""
    guide = Guide.open(visits.blank(home), home, "westcon-avaya-ipo")
    guide.answer("channel", "email")
    for name in ("order_value", "po_number", "items.0.item_number", "items.0.quantity", "customer_name"):
        guide.field(name).fill("420")
    guide.answer("sbr", "available")
    guide.field("sbr_number").fill("SBR-1")
    guide.tick("order-sent")
    guide.answer("all_items_in_stock", "true")
    guide.answer("extra_delivery_service", "false")
    guide.answer("dongle_swap", "false")
    expect(guide.dates).to_have_count(3, timeout=START_MS)
    guide.field("so_number").fill("4711")
    measured = _measured(guide.page, _WIDE)
    assert measured["words"] <= IN_THE_MIDDLE.words
    assert measured["screens"] <= IN_THE_MIDDLE.screens_wide
    assert measured["asked_twice"] == []
