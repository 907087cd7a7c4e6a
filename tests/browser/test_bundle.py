"""The site without a server: the folder of the zip, and the one file with all calculators."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from calc import policy
from calc.api import evaluate
from calc.money import Money
from calc.words import words
from guide_site.bundling.__main__ import ONE_FILE
from tests.browser.bundles import TOP
from tests.browser.engines.engine import Engine
from tests.browser.finished import KINDS, SITE
from tests.browser.journeys import (
    CHECKED,
    EVALUATE_ALL,
    GUIDE,
    HAS_FOCUS,
    IS_AT,
    LANGUAGE,
    ORDER_CHARGE,
    SAYS,
    SWITCH,
    name_order,
    open_order,
    tab_to,
)
from tests.browser.readers import FOLDERS, LOCALES, SEARCHES
from tests.browser.stranger import Stranger
from tests.support import cases, order_charge

pytestmark = pytest.mark.parametrize("engine", ["chromium", "firefox"], indirect=True, scope="module")

_FOUND = "() => [...document.querySelectorAll('.md-search-result__link')].map(({ href }) => href)"
_SCHEMES = "() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).protocol)"
_KEEPS = """
word => new Promise((resolve) => {
  const hear = ({ data }) => data.id === 0 && resolve(JSON.stringify(data.answer).includes(word));
  addEventListener("message", hear);
  document.querySelector("iframe").contentWindow.postMessage({ id: 0, method: "all", args: [] }, "*");
})
"""
_HEADLINE = (
    "partner-calculator[name=order_charge] .calculator-answer[data-state=current] .calculator-headline"
)


@pytest.fixture
def folder(bundles: Path) -> str:
    """The address of the unpacked folder."""
    return f"{(bundles / TOP).as_uri()}/"


@pytest.fixture
def one_file(bundles: Path) -> str:
    """The address of the one file, as if it had been saved from an e-mail."""
    return (bundles / ONE_FILE).as_uri()


@pytest.fixture
def browser(engine: Engine) -> Iterator[Engine]:
    """A browser that must have nothing to complain of in the end, and must have loaded files only."""
    engine.complaints()
    yield engine
    assert engine.complaints() == []
    assert set(engine.run(_SCHEMES)) <= {"file:", "blob:", "data:"}


# ---- The folder


def test_each_kind_of_page_and_each_language_opens_without_a_complaint(browser: Engine, folder: str) -> None:
    # The page of offline use has nothing to offer here.
    kinds = [page for page in KINDS if page not in ("offline/", "404.html")]
    for page in (*kinds, *(f"{language}{GUIDE}" for language in FOLDERS)):
        browser.open(f"{folder}{page}index.html")
        assert browser.text("h1")
        assert browser.complaints() == [], page


def test_a_link_leads_to_a_page_and_back_to_the_home_page(browser: Engine, folder: str) -> None:
    browser.open(f"{folder}index.html")
    browser.run("() => document.querySelector('article a[href*=westcon]').click()")
    browser.until(IS_AT, f"{folder}{GUIDE}index.html")
    browser.click(".md-header a.md-logo")
    browser.until(IS_AT, f"{folder}index.html")


def test_the_switch_of_the_language_keeps_the_page_and_what_the_address_says(
    browser: Engine, folder: str
) -> None:
    asked = "index.html?channel=web_shop&order_value=420&currency=EUR#how-it-is-worked-out"
    browser.open(f"{folder}{ORDER_CHARGE}{asked}")
    for language, locale in [*LOCALES.items()][1:]:
        browser.run(SWITCH, locale)
        browser.until(IS_AT, f"{folder}{language}{ORDER_CHARGE}{asked}")
        assert browser.run(LANGUAGE) == locale


@pytest.mark.parametrize(("language", "word", "about"), [("", "dongle", GUIDE), *SEARCHES])
def test_a_search_leads_to_the_page_that_is_about_its_word(
    browser: Engine, folder: str, language: str, word: str, about: str
) -> None:
    home = f"{folder}{language}/" if language else folder
    browser.open(f"{home}index.html")
    browser.keys("s")
    browser.until(HAS_FOCUS, ".md-search__input")
    browser.keys(*word)
    assert browser.until(_FOUND)[0].startswith(f"{home}{about}index.html")
    browser.keys("Enter")
    browser.until("about => location.href.startsWith(about)", f"{home}{about}index.html?h=")
    # The page marks the word with the help of the index; Firefox complains when it is left before.
    browser.until("() => globalThis.__index !== undefined")


def test_an_order_is_there_in_every_language_and_in_the_list_when_the_browser_comes_back(
    browser: Engine, folder: str
) -> None:
    tick = "#tick-order-sent"
    open_order(browser, f"{folder}{GUIDE}index.html")
    name_order(browser, "Åkeri & Söner, PO 4711")
    browser.click(tick)
    browser.until(_KEEPS, "tick:order-sent")
    browser.come_back()
    open_order(browser, f"{folder}sv/{GUIDE}index.html")
    assert browser.run(CHECKED, tick)
    browser.open(f"{folder}it/orders/index.html")
    browser.until(SAYS, ".order-line > a", "Åkeri & Söner, PO 4711")
    browser.click(".order-line > a")
    browser.until("path => decodeURI(location.pathname).endsWith(path)", f"it/{GUIDE}index.html")
    browser.wait("partner-order[data-ready]")
    assert browser.run(CHECKED, tick)
    browser.until("() => document.querySelector('[data-do=name]').value === 'Åkeri & Söner, PO 4711'")


def test_changes_that_come_at_once_are_all_kept(browser: Engine, folder: str) -> None:
    open_order(browser, f"{folder}guides/cisco-webex/index.html")
    ticked: list[str] = browser.run(
        "() => [...document.querySelectorAll('input[id^=tick-]')].slice(0, 5)"
        ".map((box) => { box.click(); return `#${box.id}`; })"
    )
    browser.until(_KEEPS, ticked[-1].replace("#tick-", "tick:"))
    browser.open(f"{folder}no/guides/cisco-webex/index.html")
    browser.wait("partner-order[data-ready]")
    assert all(browser.run(CHECKED, box) for box in ticked)


def test_where_storage_is_refused_the_page_says_so_and_keeps_what_was_done(
    engine: Engine, bundles: Path, tmp_path: Path
) -> None:
    without = tmp_path / TOP
    shutil.copytree(bundles / TOP, without)
    store = without / "assets/javascripts/store.js"
    refused = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
    store.write_text(refused + store.read_text("ascii"), "ascii")
    open_order(engine, (without / GUIDE / "index.html").as_uri())
    engine.click("#tick-order-sent")
    engine.until(SAYS, "partner-order .order-troubles", "This browser keeps nothing for this site.")
    assert engine.run(CHECKED, "#tick-order-sent")
    assert engine.complaints() == []


def test_the_colours_that_were_chosen_stay(browser: Engine, folder: str) -> None:
    address = f"{folder}reference/glossary/index.html"
    scheme = "() => document.body.dataset.mdColorScheme"
    browser.open(address)
    browser.run("() => { for (const _ of 'ld') document.querySelector('.colours').click(); }")
    browser.until(f"() => ({scheme})() === 'slate'")
    browser.open(address)
    assert browser.run(scheme) == "slate"


@pytest.mark.parametrize("language", FOLDERS)
def test_a_number_in_the_manner_of_the_language_gets_its_total_from_python(
    browser: Engine, folder: str, language: str
) -> None:
    locale = LOCALES[language]
    browser.open(f"{folder}{language}{ORDER_CHARGE}index.html")
    browser.type("input[name=order_value]", words(locale).value(Money(Decimal("499.50"), None)))
    browser.until(SAYS, _HEADLINE, order_charge("499.50", locale=locale)["headline"])


def test_python_is_not_loaded_for_somebody_who_only_reads(browser: Engine, folder: str) -> None:
    browser.open(f"{folder}{ORDER_CHARGE}index.html")
    loaded = "() => 'partnerFiles' in globalThis"
    assert not browser.run(loaded)
    browser.run("() => document.querySelector('input[name=order_value]').focus()")
    browser.until(loaded)


def test_every_worked_example_is_answered_in_the_folder(browser: Engine, folder: str) -> None:
    browser.open(f"{folder}{ORDER_CHARGE}index.html")
    _answers_all(browser)


def _answers_all(browser: Engine) -> None:
    known = cases()
    answers: list[dict[str, Any]] = browser.run(EVALUATE_ALL, [case.request for case in known])
    for case, answer in zip(known, answers, strict=True):
        assert answer == evaluate(case.request), case.name


def test_without_its_snapshot_the_folder_starts_python_from_its_packages(
    engine: Engine, bundles: Path, tmp_path: Path
) -> None:
    without = tmp_path / TOP
    shutil.copytree(bundles / TOP, without)
    (snapshot,) = without.glob("assets/runtime/*/snapshot.bin.js")
    snapshot.unlink()
    engine.open((without / ORDER_CHARGE / "index.html").as_uri())
    engine.type("input[name=order_value]", "499.50")
    engine.until(SAYS, _HEADLINE, order_charge("499.50")["headline"])
    engine.complaints()


# ---- The one file


def test_every_worked_example_is_answered_in_the_one_file(browser: Engine, one_file: str) -> None:
    browser.open(one_file)
    _answers_all(browser)


def test_the_one_file_speaks_each_language_and_keeps_what_was_typed_when_it_changes(
    browser: Engine, one_file: str
) -> None:
    browser.open(one_file)
    assert browser.run(LANGUAGE) == "en"
    browser.click("#order_charge > summary")
    browser.type("input[name=order_value]", "499.50")
    for locale in LOCALES.values():
        browser.click(f"button[lang={locale}]")
        assert browser.run(LANGUAGE) == locale
        browser.until(SAYS, _HEADLINE, order_charge("499.50", locale=locale)["headline"])


def test_the_one_file_holds_every_form_of_the_site(browser: Engine, one_file: str) -> None:
    names = (
        "() => [...document.querySelectorAll('partner-calculator')].map((form) => form.getAttribute('name'))"
    )
    on_pages = {
        name
        for page in SITE.folder.rglob("index.html")
        for name in re.findall(r'<partner-(?:calculator id="\S+"|text) name="(\w+)"', page.read_text("utf-8"))
    }
    browser.open(one_file)
    for locale in LOCALES.values():
        browser.run("locale => document.querySelector(`button[lang=${locale}]`).click()", locale)
        shown: list[str] = browser.run(names)
        assert sorted(shown) == sorted(on_pages)


def test_the_keyboard_alone_leads_to_an_answer_in_the_one_file(browser: Engine, one_file: str) -> None:
    browser.open(one_file)
    tab_to(browser, "button[lang=it]")
    browser.keys("Enter")
    tab_to(browser, "#order_charge > summary")
    browser.keys("Enter")
    tab_to(browser, "input[name=channel]")
    browser.keys("ArrowDown")
    tab_to(browser, "input[name=order_value]")
    browser.keys(*"299.99")
    tab_to(browser, "partner-calculator button[type=submit]")
    browser.keys("Enter")
    browser.until(SAYS, _HEADLINE, order_charge("299.99", channel="web_shop", locale="it")["headline"])


def test_an_order_form_in_the_one_file_writes_its_text(browser: Engine, one_file: str) -> None:
    browser.open(one_file)
    browser.click("#westcon_order > summary")
    browser.type("#westcon_order input[type=text]", "PO 4711")
    browser.until(SAYS, "#westcon_order .calculator-draft", "PO 4711")


def test_the_one_file_says_its_version_and_how_old_the_sources_are(browser: Engine, one_file: str) -> None:
    browser.open(one_file)
    shown = browser.text("main")
    assert f"Version {version('partner-calc')}, " in shown
    for guide in (policy.load(name).guide for name in policy.GUIDES.values()):
        assert guide.vendor in shown
        assert " ".join(guide.age.split()) in " ".join(shown.split())


# ---- Walls


_TRY = """
async function tryAll(address) {
  const reached = (attempt) => attempt.then(() => "reached", () => "refused");
  let ran = "refused";
  try { ran = eval("'ran'"); } catch {}
  return [await reached(fetch(address, { mode: "no-cors" })), await reached(import(address)), ran];
}
"""
# In a task of its own: what the developer tools run themselves is not bound by the policy.
_TRY_IN_PAGE = (
    f"address => new Promise((resolve) => {{ {_TRY} setTimeout(() => tryAll(address).then(resolve)); }})"
)
_TRY_IN_WORKER = """
(tries, address) => new Promise((resolve) => {
  const script = `${tries} tryAll(${JSON.stringify(address)}).then(postMessage);`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => resolve(data);
})
"""


@pytest.mark.parametrize("bundle", ["folder", "one_file"])
def test_neither_a_page_nor_its_workers_reach_a_host_or_run_text(
    engine: Engine, stranger: Stranger, request: pytest.FixtureRequest, bundle: str
) -> None:
    address = request.getfixturevalue(bundle)
    engine.open(f"{address}{ORDER_CHARGE}index.html" if bundle == "folder" else address)
    assert engine.run(_TRY_IN_PAGE, stranger.address) == ["refused"] * 3
    assert engine.run(_TRY_IN_WORKER, _TRY, stranger.address) == ["refused"] * 3
    assert stranger.visitors == []
    engine.complaints()
