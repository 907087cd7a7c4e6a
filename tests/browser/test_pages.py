"""Every page: valid, accessible, quiet, and with links that lead somewhere."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, ViewportSize

from guide_site.core.languages import ENGLISH_ONLY, OTHERS
from tests.browser.axe import EVERY_LOOK, PLAIN, violations
from tests.browser.calculator import Calculator
from tests.browser.finished import GUIDES, KINDS, PAGES, ROOT, SITE, tree
from tests.browser.visits import Visits

# What a reader or a browser follows: not the links in templates, which are yet to be filled in,
# nor canonical and alternate ones, which name the address of publication.
_FOLLOWED = """
    //a[not(ancestor::template)]/@href | //script/@src | //img/@src |
    //link[@rel!='canonical' and not(@hreflang)]/@href | //@data-policies
"""
_PHONE: ViewportSize = {"width": 390, "height": 844}
# Buttons, labels of what is chosen, and what unfolds: by WCAG 2.5.5.
# A dotted word is part of its line, as a link in a sentence is.
_SMALL = """
() => ["button:not(.fact)", "summary", "label:has(> [type=radio])", "label:has(> [type=checkbox])"]
  .flatMap((kind) => [...document.querySelectorAll(`article ${kind}`)])
  .filter((target) => target.checkVisibility() && target.getBoundingClientRect().height < 44)
  .map((target) => target.textContent.trim())
"""
_IS_WHOLE = """
(name) => {
  const inner = name.getBoundingClientRect();
  const outer = name.closest(".md-header__title").getBoundingClientRect();
  return name.scrollWidth <= name.clientWidth && inner.right <= outer.right + 1
    && inner.top >= outer.top && inner.bottom <= outer.bottom;
}
"""
_UNFOLD = "() => document.querySelectorAll('details').forEach((details) => { details.open = true; })"


@pytest.fixture(scope="module")
def reader(shared_visits: Visits, home: str) -> Page:
    """A page of somebody who reads the whole site."""
    return shared_visits.blank(home)


@pytest.fixture(scope="module")
def phone(shared_visits: Visits, home: str) -> Page:
    page = shared_visits.blank(home)
    page.set_viewport_size(_PHONE)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_any_page(reader: Page, home: str, name: str) -> None:
    """What hangs on width and colours is the same in all languages: one page of each kind shows it."""
    reader.goto(home + name)
    reader.evaluate(_UNFOLD)
    assert violations(reader, EVERY_LOOK if name in KINDS else [PLAIN]) == []


def test_there_is_a_page_of_each_kind() -> None:
    assert set(KINDS) <= set(PAGES)
    folders = {name.partition("/")[0] for name in SITE.pages} - set(OTHERS)
    assert {kind.partition("/")[0] for kind in KINDS} == folders


def test_axe_finds_nothing_in_a_form_with_problems(order_charge: Calculator) -> None:
    order_charge.order("1.234")
    order_charge.button("Work it out").click()
    order_charge.summary.wait_for()
    assert violations(order_charge.page) == []


def test_axe_finds_nothing_in_lines_and_a_group_with_problems(volume_quote: Calculator) -> None:
    deal = volume_quote.element.get_by_role("group", name="Special deal (SD)")
    for question, answer in (("The order carries an SD", "Yes"), ("The SD applies to all lines", "No")):
        deal.get_by_role("radiogroup", name=question).get_by_label(answer).check()
    volume_quote.element.get_by_role("group", name="Line 2").get_by_label("Quantity").fill("0")
    volume_quote.button("Work it out").click()
    volume_quote.summary.wait_for()
    assert violations(volume_quote.page) == []


def test_axe_finds_nothing_in_an_answer(order_charge: Calculator) -> None:
    order_charge.choice("Swedish krona").check()
    order_charge.order("5000")
    order_charge.is_answered()
    order_charge.element.locator(".calculator-sources summary").click()
    assert violations(order_charge.page) == []


def test_axe_finds_nothing_in_an_open_search(visits: Visits, home: str) -> None:
    page = visits.open(home)
    page.keyboard.press("s")
    page.keyboard.type("order")
    page.locator(".md-search-result__link").first.wait_for()
    assert violations(page) == []


def test_html_validate_finds_nothing(tmp_path: Path) -> None:
    files = sorted(str(path) for path in SITE.folder.rglob("*.html"))
    # Into a file: it ends before all that it found has gone through a pipe.
    report = tmp_path / "found.json"
    options = ["--config", ".htmlvalidate.mjs", "--formatter", f"json={report}"]
    command = ["node_modules/.bin/html-validate", *options, *files]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert report.is_file(), run.stderr
    found: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))
    kinds = Counter(
        f"{message['ruleId']}: {message['message']}" for file in found for message in file["messages"]
    )
    assert kinds == {}
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", PAGES)
def test_each_page_says_what_it_is_and_in_which_language(name: str) -> None:
    page = tree(name)
    assert page.get("lang")
    assert len(page.findall(".//h1")) == 1
    assert page.findtext("head/title")
    assert _description(name)


def test_no_two_pages_share_a_title_or_a_description() -> None:
    titles = Counter(str(tree(name).findtext("head/title")) for name in PAGES)
    descriptions = Counter(_description(name) for name in PAGES)
    assert [text for text, times in (titles + descriptions).items() if times > 1] == []


def test_the_home_page_of_each_language_lists_every_calculator_in_its_own_words() -> None:
    for root in ("", *(f"{folder}/" for folder in OTHERS)):
        listed = {link.get("href"): link.text for link in tree(root).xpath("//*[@class='calculators']//a")}
        pages = [name for name in PAGES if name.startswith(f"{root}calculators/")]
        titles = {name.removeprefix(root): tree(name).xpath("string(//h1/text())") for name in pages}
        assert listed == titles


def test_pages_for_those_who_carry_the_project_on_are_reached_from_every_footer() -> None:
    pages = {name for name in PAGES if name.startswith(ENGLISH_ONLY)}
    assert len(pages) > 1
    (here,) = {name for name in pages if name == ENGLISH_ONLY}
    links = tree(here).xpath("//article//a/@href")
    assert {urljoin(here, link) for link in links if not link.startswith("#")} == pages - {here}
    for name in PAGES:
        (link,) = tree(name).xpath("//footer//*[@class='about-project']/a/@href")
        assert urljoin(f"{SITE.prefix}{name}", link) == f"{SITE.prefix}{here}"
        assert not tree(name).xpath(
            "//*[contains(@class, 'md-nav--primary')]//a[contains(@href, 'project/')]"
        )


@pytest.mark.parametrize("name", [name for name in PAGES if "calculators/" in name])
def test_a_calculator_has_its_first_field_on_the_first_screen_of_a_phone(
    phone: Page, home: str, name: str
) -> None:
    phone.goto(home + name)
    box = phone.locator(
        "partner-calculator form :is(input:not([type=hidden]), textarea)"
    ).first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= _PHONE["height"]


@pytest.mark.parametrize("name", ["", *(f"{folder}/" for folder in OTHERS)])
def test_the_name_of_the_site_is_whole_on_a_phone(phone: Page, home: str, name: str) -> None:
    phone.goto(home + name)
    assert phone.locator(".md-header__topic > .md-ellipsis").first.evaluate(_IS_WHOLE)


@pytest.mark.parametrize(
    "name",
    [
        "calculators/volume-quote/",
        "calculators/esd-state/",
        *(f"guides/{guide}/" for guide in GUIDES),
        "orders/",
        "offline/",
    ],
)
def test_a_finger_hits_what_is_pressed_on_a_phone(phone: Page, home: str, name: str) -> None:
    phone.goto(home + name)
    assert phone.evaluate(_SMALL) == []


@pytest.mark.parametrize("prefix", ["/", "/repo/"])
def test_every_link_leads_to_something_that_is_there(prefix: str) -> None:
    origin = "https://site.example"
    broken = [
        f"{name}: {link}"
        for name in PAGES
        # The page for addresses that do not exist must name its own, and works below that alone.
        if name != "404.html" or prefix == SITE.prefix
        for link in sorted({str(link) for link in tree(name).xpath(_FOLLOWED)})
        if not _leads_somewhere(urljoin(f"{origin}{prefix}{name}", link), f"{origin}{prefix}")
    ]
    assert broken == []


def _leads_somewhere(address: str, home: str) -> bool:
    """Whether this is a page of the site, and its part if one is named. Other sites are not judged."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or parts.netloc != urlsplit(home).netloc:
        return parts.scheme in ("http", "https", "mailto", "tel", "data")
    whole, anchor = urldefrag(address)
    if not whole.startswith(home):
        return False
    name = unquote(whole.removeprefix(home).partition("?")[0])
    if not SITE.file(name).is_file():
        return False
    return not anchor or unquote(anchor) in _anchors(name)


@cache
def _anchors(name: str) -> frozenset[str]:
    return frozenset(str(anchor) for anchor in tree(name).xpath("//@id | //a/@name"))


def _description(name: str) -> str:
    return "".join(str(text) for text in tree(name).xpath("//head/meta[@name='description']/@content"))
