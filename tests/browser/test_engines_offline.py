"""Going offline and coming back, in three engines: all is saved, the server stops, and starts again."""

from __future__ import annotations

from lxml import html

from calc.api import evaluate
from tests.browser.engines.engine import Engine
from tests.browser.finished import SITE
from tests.browser.journeys import EVALUATE_ALL, GUIDE, ORDER_CHARGE, order_charge_is_answered, search_finds
from tests.browser.offline_site import LANGUAGES, hosted
from tests.browser.readers import SEARCHES
from tests.support import cases

# A page of each kind, mixed over the languages. That every page is there is seen in Chromium.
_PAGES = [
    "",
    "sv/",
    "no/guides/cisco-webex/",
    "guides/westcon-avaya-ipo/",
    "it/calculators/order-charge/",
    "es/calculators/esd-state/",
    "sv/orders/",
    "no/offline/",
    "it/reference/glossary/",
    "es/reference/policies/",
    "project/architecture/",
]
_IS_SAVED = """
() => [...document.querySelectorAll(".offline-choice input")].every(({ disabled }) => disabled)
  && document.querySelector(".offline-progress").hidden
"""
# The title of the page, and whether each of its styles is in use.
_SHOWN = """
() => [document.title, [...document.querySelectorAll("link[rel=stylesheet]")]
  .every(({ sheet }) => sheet?.cssRules.length > 0)]
"""


def test_the_whole_site_works_without_its_server_and_again_with_it(engine: Engine) -> None:
    with hosted() as host:
        _save(engine, host.address)
        host.stop()
        for name in _PAGES:
            engine.open(host.address + name)
            assert engine.run(_SHOWN) == [_title(name), True], name
        for folder, word, about in [("", "dongle", GUIDE), *SEARCHES]:
            search_finds(engine, f"{host.address}{folder}/" if folder else host.address, word, about)
        order_charge_is_answered(engine, host.address, "it/")
        known = cases()
        assert engine.run(EVALUATE_ALL, [case.request for case in known]) == [
            evaluate(case.request) for case in known
        ]
        host.start()
        engine.come_back()
        engine.open(host.address + ORDER_CHARGE)
        order_charge_is_answered(engine, host.address, "sv/")
        assert engine.run("() => document.querySelectorAll('.offline-line').length") == 1


def _save(engine: Engine, address: str) -> None:
    """Save every language for offline use."""
    engine.open(f"{address}offline/")
    for code in LANGUAGES:
        box = f".offline-choice input[value={code}]"
        if not engine.run("box => document.querySelector(box).checked", box):
            engine.click(box)
    engine.click("[data-do=save]")
    engine.until(_IS_SAVED)


def _title(name: str) -> str:
    return str(html.parse(SITE.file(name)).findtext("head/title")).strip()
