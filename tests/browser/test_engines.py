"""What people come for, in three engines: read, tick, calculate, change the language, go, and come back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from calc.api import evaluate
from tests.browser.engines.engine import Engine
from tests.browser.engines.webkit import WebKit
from tests.browser.finished import KINDS, SITE, served
from tests.browser.journeys import (
    CHECKED,
    EVALUATE_ALL,
    GUIDE,
    HAS_FOCUS,
    HEADLINE,
    IS_AT,
    LANGUAGE,
    ORDER_CHARGE,
    SAYS,
    SWITCH,
    name_order,
    open_order,
    order_charge_is_answered,
    search_finds,
    tab_to,
)
from tests.browser.readers import FOLDERS, LOCALES, SEARCHES
from tests.browser.stranger import Stranger
from tests.browser.tries import REACH_OUT, RUN_TEXT
from tests.support import cases, order_charge

_COMES_AFTER = """
selector => Boolean(document.querySelector(selector).compareDocumentPosition(document.activeElement)
  & Node.DOCUMENT_POSITION_FOLLOWING)
"""
# Whether an order holds a word already: what is shown at once is written a moment later.
_IS_SEEN = "(box) => document.querySelector(box).checkVisibility()"
_IS_GONE = "(box) => !document.querySelector(box).checkVisibility()"
_IS_KEPT = """
async (word) => {
  const [{ name }] = await indexedDB.databases();
  return new Promise((resolve) => {
    indexedDB.open(name).onsuccess = ({ target: { result: store } }) => {
      store.transaction("orders").objectStore("orders").getAll().onsuccess = ({ target }) => {
        store.close();
        resolve(target.result.some(({ words }) => word in words));
      };
    };
  });
}
"""
_WAY = "client => import(client).then(({ status }) => status.way)"


@pytest.fixture
def at() -> Iterator[str]:
    """An address of the site where no browser has been yet, so that it remembers nothing of it."""
    with served(SITE.folder, SITE.prefix) as address:
        yield address


@pytest.fixture
def browser(engine: Engine, at: str) -> Iterator[Engine]:
    """A browser that must have nothing to complain of in the end, while its server still answers."""
    engine.complaints()
    yield engine
    heard = engine.complaints()
    # What the page still waits for is not to miss its server.
    engine.open("about:blank")
    assert heard == []


def test_each_kind_of_page_and_each_language_opens_without_a_complaint(browser: Engine, at: str) -> None:
    pages = [page for page in KINDS if page != "404.html"]
    for page in (*pages, *(f"{folder}{GUIDE}" for folder in FOLDERS)):
        browser.open(at + page)
        assert browser.run(LANGUAGE) == LOCALES.get(page.removesuffix(GUIDE), "en")
        assert browser.text("h1")
        assert browser.complaints() == [], page


@pytest.mark.parametrize(("folder", "word", "about"), [("", "dongle", GUIDE), SEARCHES[0]])
def test_a_search_leads_to_the_page_that_is_about_its_word(
    browser: Engine, at: str, folder: str, word: str, about: str
) -> None:
    home = f"{at}{folder}/" if folder else at
    search_finds(browser, home, word, about)
    browser.keys("Enter")
    browser.until("about => location.href.startsWith(about)", home + about)


def test_dotted_words_open_the_words_of_the_source_and_close_them(browser: Engine, at: str) -> None:
    browser.open(at + GUIDE)
    fact = "#" + browser.run("() => document.querySelector('.steps a.fact').id")
    box = browser.run("(fact) => document.querySelector(fact).hash", fact)
    browser.click(fact)
    browser.until(_IS_SEEN, box)
    browser.click(f"{box} a[href='{fact}']")
    browser.until(_IS_GONE, box)


def test_an_order_is_still_there_when_the_browser_comes_back(browser: Engine, at: str) -> None:
    tick, answer = "#tick-order-sent", "[data-question=sbr] input[value=pending]"
    open_order(browser, at + GUIDE)
    name_order(browser, "Åkeri & Söner, PO 4711")
    browser.click(answer)
    browser.click(tick)
    browser.until(_IS_KEPT, "tick:order-sent")
    browser.until(_IS_KEPT, "data:sbr")
    browser.come_back()
    open_order(browser, f"{at}sv/{GUIDE}")
    assert browser.run(CHECKED, tick)
    assert browser.run(CHECKED, answer)
    assert browser.run("() => document.querySelector('[data-do=name]').value") == "Åkeri & Söner, PO 4711"
    browser.open(f"{at}sv/orders/")
    browser.until(SAYS, ".order-line > a", "Åkeri & Söner, PO 4711")


@pytest.mark.parametrize("folder", ["", "no/"])
def test_a_number_in_the_manner_of_the_language_gets_its_total_from_python(
    browser: Engine, at: str, folder: str
) -> None:
    order_charge_is_answered(browser, at, folder)


def test_every_worked_example_has_its_answer_and_the_snapshot_is_used_where_it_fits(
    browser: Engine, at: str
) -> None:
    """In Safari's engine functions have other places than in the snapshot: it is not even asked for."""
    assert _all_answered(browser, at) == ("ordinary" if isinstance(browser, WebKit) else "snapshot")


def _cut_short(snapshot: Path) -> None:
    _replaced(snapshot, snapshot.read_bytes()[:-1_000])


def _changed(snapshot: Path) -> None:
    whole = snapshot.read_bytes()
    _replaced(snapshot, whole[:100_000] + bytes(1_000) + whole[101_000:])


def _replaced(path: Path, content: bytes) -> None:
    """Another file of the same name: the old one is the site's own."""
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("engine", "spoil"), [("chromium", _changed), ("firefox", _cut_short)], indirect=["engine"]
)
def test_every_worked_example_has_its_answer_where_the_snapshot_is_spoilt(
    engine: Engine, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE.folder, site, copy_function=os.link)
    (snapshot,) = site.rglob("snapshot.bin")
    spoil(snapshot)
    with served(site, SITE.prefix) as address:
        assert _all_answered(engine, address) == "ordinary"
        engine.open("about:blank")


def _all_answered(browser: Engine, home: str) -> str:
    """Ask all cases, and compare them with this machine. How Python was started."""
    known = cases()
    browser.open(home + ORDER_CHARGE)
    answers = browser.run(EVALUATE_ALL, [case.request for case in known])
    for case, answer in zip(known, answers, strict=True):
        assert answer == evaluate(case.request), case.name
    return str(browser.run(_WAY, f"{home}assets/python/client.mjs"))


def test_a_refusal_is_told_beside_its_field(browser: Engine, at: str) -> None:
    browser.open(at + ORDER_CHARGE)
    browser.type("input[name=order_value]", "twelve")
    browser.keys("Tab")
    browser.until(SAYS, "[data-field=order_value] .calculator-error", "Write a number in digits")
    assert browser.run("() => document.querySelector('input[name=order_value]').value") == "twelve"


def test_the_switch_of_the_language_keeps_the_page_the_place_and_what_the_address_says(
    browser: Engine, at: str
) -> None:
    asked = "?channel=web_shop&order_value=420&currency=EUR#how-it-is-worked-out"
    browser.open(f"{at}{ORDER_CHARGE}{asked}")
    for folder, locale in [*LOCALES.items()][1:]:
        browser.run(SWITCH, locale)
        browser.until(IS_AT, f"{at}{folder}{ORDER_CHARGE}{asked}")
        assert browser.run(LANGUAGE) == locale


def test_the_keyboard_alone_leads_from_the_top_of_the_page_to_an_answer(browser: Engine, at: str) -> None:
    browser.open(at + ORDER_CHARGE)
    browser.keys("Tab")
    assert browser.run(HAS_FOCUS, ".md-skip")
    browser.keys("Enter")
    tab_to(browser, "input[name=channel]")
    browser.keys("ArrowDown")
    assert browser.run(CHECKED, "input[name=channel][value=web_shop]")
    tab_to(browser, "input[name=order_value]")
    browser.keys(*"299.99")
    tab_to(browser, "partner-calculator button[type=submit]")
    browser.keys("Enter")
    browser.until(SAYS, HEADLINE, order_charge("299.99", channel="web_shop")["headline"])


def test_the_keyboard_gets_past_the_search(browser: Engine, at: str) -> None:
    browser.open(at + ORDER_CHARGE)
    browser.run("() => document.querySelector('.md-search__input').focus()")
    browser.keys(*"pro", "Tab")
    assert browser.run(_COMES_AFTER, ".md-search__input")
    assert not browser.run(CHECKED, "#__search")


# What a strange script might try, and how it ends behind the page's policy.
_TRIES = REACH_OUT | {"eval": RUN_TEXT}
_STOPPED = dict.fromkeys(REACH_OUT, "refused") | {"eval": "EvalError"}

_TRY = """
const tries = {%s};
async function tryAll(address) {
  const found = {};
  for (const [name, attempt] of Object.entries(tries)) found[name] = await attempt(address);
  return found;
}
""" % ", ".join(f"{name!r}: {attempt}" for name, attempt in _TRIES.items())  # noqa: UP031  # JavaScript is full of braces

# Python's worker starts as the page would have it, from a blob, and listens to the tests besides.
_LISTEN_IN = """
(module, tries) => {
  const listener = `
    import ${JSON.stringify(module)};
    // The worker's own, before Python's start watches it: there a fetch that fails is the end of the worker.
    const fetch = self.fetch.bind(self);
    ${tries}
    const channel = new BroadcastChannel("tries");
    channel.onmessage = async ({ data }) => channel.postMessage(await tryAll(data));`;
  const address = URL.createObjectURL(new Blob([listener], { type: "text/javascript" }));
  globalThis.Worker = class extends Worker {
    constructor(meant, options) {
      super(meant.startsWith("blob:") ? address : meant, options);
    }
  };
}
"""
_TRY_THERE = """
address => new Promise((resolve) => {
  const channel = new BroadcastChannel("tries");
  channel.onmessage = ({ data }) => resolve(data);
  channel.postMessage(address);
})
"""


def test_neither_the_page_nor_its_python_reaches_another_host_or_runs_text(
    engine: Engine, at: str, stranger: Stranger
) -> None:
    engine.open(at + ORDER_CHARGE)
    engine.run(_LISTEN_IN, f"{at}assets/python/worker.mjs", _TRY)
    engine.type("input[name=order_value]", "499.99")
    engine.until(SAYS, HEADLINE, order_charge("499.99")["headline"])
    assert engine.run(_TRY_THERE, stranger.address) == _STOPPED
    assert engine.run(_TRY_THERE, at)["fetch"] == "reached"
    assert engine.run(f"address => {{ {_TRY} return tryAll(address); }}", stranger.address) == _STOPPED
    assert stranger.visitors == []
    engine.complaints()
