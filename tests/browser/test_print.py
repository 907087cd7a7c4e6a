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

from calc import policy
from tests.browser.calculator import Calculator
from tests.browser.finished import PAGES, SITE, tree
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

GUIDES = [name for name in PAGES if "guides/" in name]
FIGURES = ("money", "time", "duration", "count", "date")

# The width of an A4 page between the margins of the style sheet, in CSS pixels.
PAPER = {"width": 703, "height": 1000}

# Lines of text that leave the paper or run from one column into the other.
_ASTRAY = """() => {
  const guide = document.querySelector(".md-content__inner");
  const { left, right } = guide.getBoundingClientRect();
  const gap = parseFloat(getComputedStyle(guide).columnGap);
  const middle = (left + right) / 2;
  const columns = [[left, middle - gap / 2], [middle + gap / 2, right]];
  const astray = [];
  const texts = document.createTreeWalker(guide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const whole = text.parentElement.closest("h1, .about-source, .print-line");
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const line of range.getClientRects()) {
      const holds = ([start, end]) => line.left >= start - 1 && line.right <= end + 1;
      if (line.width && !(whole ? [[left, right]] : columns).some(holds)) astray.push(text.textContent);
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
_UNDRAWN = """() => [...document.querySelectorAll(".steps input, .ready input")]
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
def test_a_guide_is_two_pages_at_most(printed: Printed, name: str) -> None:
    assert len(printed(name).pages) in (1, 2)


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_names_the_day_and_the_address(printed: Printed, name: str) -> None:
    """The day is that of the build, which may be yesterday's."""
    text = _text(printed(name))
    found = re.search(rf"(\d{{4}}-\d\d-\d\d),{re.escape(SITE.address + name)}", text)
    assert found
    assert found[1] <= datetime.now(UTC).date().isoformat()


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_holds_each_step_and_each_thing_to_have_ready(printed: Printed, name: str) -> None:
    text = _text(printed(name))
    labels = [
        _bare(_seen(label)) for label in tree(name).xpath("//article//label[starts-with(@for, 'tick-')]")
    ]
    assert labels
    assert [label for label in labels if label not in text] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_holds_each_stop_and_each_warning(printed: Printed, name: str) -> None:
    text = _text(printed(name))
    callouts = tree(name).xpath(
        "//article//div[contains(@class, 'stop') or contains(@class, 'warning')][@role='note']/p"
    )
    assert callouts
    assert [said for said in map(_seen, callouts) if _bare(said) not in text] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_holds_the_quotes_of_its_figures(printed: Printed, name: str) -> None:
    text = _text(printed(name))
    facts = tree(name).xpath("//li[@class='figure']/@data-fact")
    rulings = [policy.find(str(fact), datetime.now(UTC).date()) for fact in facts]
    quotes = [quote for ruling in rulings if ruling.fact.kind in FIGURES for quote in ruling.dated.quotes]
    assert quotes
    assert [quote for quote in quotes if _bare(quote) not in text] == []


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_black_on_white_with_a_box_for_each_step_and_no_line_astray(
    paper: Page, home: str, name: str
) -> None:
    paper.goto(home + name)
    assert paper.locator(":is(.steps, .ready) input").count() >= 10
    assert paper.evaluate(_UNDRAWN) == []
    assert paper.evaluate(_COLOURED) == []
    assert paper.evaluate(_ASTRAY) == []


def test_a_box_that_is_ticked_is_ticked_on_paper(visits: Visits, home: str) -> None:
    page = visits.open(f"{home}guides/incotel-esd/")
    assert "✓" not in _text(_print(page))
    page.locator("#tick-open-cart").check()
    assert _text(_print(page)).count("✓") == 1


def test_what_does_not_apply_is_left_out_and_the_steps_after_it_keep_their_numbers(
    visits: Visits, home: str
) -> None:
    page = visits.open(f"{home}guides/incotel-esd/")
    page.locator("#confirm-data").evaluate("(step) => step.classList.add('does-not-apply')")
    text = _text(_print(page))
    assert "5.Inthecart" in text
    assert "Confirmthedata" not in text
    assert "7.Under" in text


def test_a_calculator_prints_what_was_typed_and_its_answer(order_charge: Calculator) -> None:
    order_charge.order("123.45")
    order_charge.is_answered()
    text = _text(_print(order_charge.page))
    assert "123.45" in text
    assert _bare(order_charge.answer.locator(".calculator-headline").inner_text()) in text


def _print(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))


def _text(paper: PdfReader) -> str:
    """All words of the paper without spaces: where lines break is the printer's business."""
    return "".join(_bare(page.extract_text()) for page in paper.pages)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _seen(element: Any) -> str:
    """The words of an element without the marks that paper leaves out."""
    left_out = element.xpath(".//a[@class='fact'][span[contains(@class, 'certainty-stated')]]")
    words = "".join(element.itertext())
    for mark in left_out:
        words = words.replace("".join(mark.itertext()), "", 1)
    return words
