"""A guide on paper: two pages at most, boxes to tick, and the source's own words for its figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.calculator import Calculator
from tests.browser.finished import PAGES, SITE, tree
from tests.browser.order_pages import DRAWN, Guide
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

GUIDES = [name for name in PAGES if re.search(r"(^|/)guides/[^/]+/$", name)]
# Sources of more than a thousand words take a second sheet.
TWO_SHEETS = ("intcomex-volume", "incotel-esd")

# The width of an A4 page between the margins of the style sheet, in CSS pixels.
PAPER = {"width": 703, "height": 1000}

# Lines of text that leave the paper.
_ASTRAY = """() => {
  const guide = document.querySelector(".md-content__inner");
  const { left, right } = guide.getBoundingClientRect();
  const astray = [];
  const texts = document.createTreeWalker(guide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest(".unseen")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      if (line.width && (line.left < left - 1 || line.right > right + 1)) astray.push(text.textContent);
    }
  }
  return astray;
}"""

# Text in another colour than black, where there is any to be seen.
_COLOURED = """() => [...document.querySelectorAll(".md-content__inner *")]
  .filter((part) => part.checkVisibility() && [...part.childNodes].some((node) => node.nodeValue?.trim()))
  .filter((part) => getComputedStyle(part).color !== "rgb(0, 0, 0)")
  .map((part) => part.outerHTML)"""

# Boxes that are not drawn: too small, or without a black line around them.
_UNDRAWN = """() => [...document.querySelectorAll(".steps :is([type=checkbox], [type=radio])")]
  .filter((box) => box.checkVisibility())
  .filter((box) => {
    const { width, height } = box.getBoundingClientRect();
    const { borderTopWidth, borderTopColor } = getComputedStyle(box);
    return width < 8 || height < 8 || parseFloat(borderTopWidth) < 1 || borderTopColor !== "rgb(0, 0, 0)";
  })
  .map((box) => box.id)"""

type Printed = Callable[[str], PdfReader]


@pytest.fixture(scope="module")
def printed(shared_visits: Visits, home: str) -> Printed:
    """Each page of the site as it is printed, once for all tests."""
    page = shared_visits.blank(home)

    @cache
    def of(name: str) -> PdfReader:
        page.goto(home + name)
        return _print(page)

    return of


@pytest.fixture(scope="module")
def paper(shared_visits: Visits, home: str) -> Page:
    """A page as wide as paper, of a reader who likes it dark."""
    page = shared_visits.blank(home, color_scheme="dark", viewport=PAPER)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_one_sheet_or_two_where_its_source_is_long(printed: Printed, name: str) -> None:
    assert len(printed(name).pages) <= (2 if name.split("/")[-2] in TWO_SHEETS else 1)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_names_the_day_and_the_address(printed: Printed, name: str) -> None:
    """The day is that of the build, which may be yesterday's."""
    text = _text(printed(name))
    found = re.search(rf"(\d{{4}}-\d\d-\d\d),{re.escape(SITE.address + name)}", text)
    assert found
    assert found[1] <= datetime.now(UTC).date().isoformat()


@pytest.mark.parametrize("name", GUIDES)
def test_a_fresh_guide_holds_each_step_with_all_that_it_asks(printed: Printed, name: str) -> None:
    """Steps that wait or may not be needed too: on paper nothing unfolds."""
    text = _text(printed(name))
    asked = tree(name).xpath(
        "//article//li[contains(@class, 'step')]/h3 | //article//p[@class='tick']/label"
        " | //article//fieldset[@class='question']//label"
        " | //article//fieldset[@class='question'][not(parent::*[contains(@class, 'untitled')])]/legend"
        " | //article//div[contains(@class, 'calculator-field')]/label"
    )
    assert len(asked) > 12
    assert [words for words in map(_seen, asked) if _bare(words) not in text] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_black_on_white_with_a_box_for_each_answer_and_no_line_astray(
    paper: Page, home: str, name: str
) -> None:
    paper.goto(home + name)
    assert paper.locator(".steps :is([type=checkbox], [type=radio])").count() >= 10
    assert paper.evaluate(_UNDRAWN) == []
    assert paper.evaluate(_COLOURED) == []
    assert paper.evaluate(_ASTRAY) == []


def test_an_order_on_paper_has_its_marks_its_answers_and_what_is_left_to_do(
    visits: Visits, home: str
) -> None:
    guide = Guide.open(visits.blank(home), home, "westcon-avaya-ipo")
    assert "✓" not in _text(_print(guide.page))
    guide.give_name("Åkeri, PO 4711")
    guide.answer("channel", "email")
    guide.tick("order-sent")
    guide.answer("dongle_swap", "false")
    text = _text(_print(guide.page))
    assert _bare("Åkeri, PO 4711") in text
    # What is done is one line with its answer.
    assert _bare("Choose how to order") in text
    assert _bare("By e-mail") in text
    assert _bare("On the Compass web shop") not in text
    # What is left is there; what does not apply says why.
    assert _bare("Note the SO number") in text
    assert _bare("No dongle is swapped in this order.") in text
    assert _bare("Serial number of the old dongle") not in text


def test_an_answer_that_stops_the_order_stops_it_on_paper(visits: Visits, home: str) -> None:
    guide = Guide.open(visits.blank(home), home, "cisco-webex")
    stop = _bare("Do not go on. Contact your Cisco representative.")
    assert stop not in _text(_print(guide.page))
    guide.answer("who_sets_up", "partner")
    guide.answer("partner_organisation", "not_recognised")
    assert stop in _text(_print(guide.page))


def test_a_calculator_prints_what_was_typed_and_its_answer(order_charge: Calculator) -> None:
    order_charge.order("123.45")
    order_charge.is_answered()
    text = _text(_print(order_charge.page))
    assert "123.45" in text
    assert _bare(order_charge.answer.locator(".calculator-headline").inner_text()) in text


def _print(page: Page) -> PdfReader:
    page.evaluate(DRAWN)
    return PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def _text(paper: PdfReader) -> str:
    """All words of the paper without spaces: where lines break is the printer's business."""
    return "".join(_bare(page.extract_text()) for page in paper.pages)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _seen(element: Any) -> str:
    """The words of an element without those that are there for a screen reader, or behind a word."""
    left_out = ".//*[contains(@class, 'unseen') or contains(@class, 'step-number')] | .//partner-evidence"
    words = "".join(element.itertext())
    for part in element.xpath(left_out):
        words = words.replace("".join(part.itertext()), "", 1)
    return words
