"""Python starts from a snapshot of its memory, and in the ordinary way whenever that cannot be."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests import support
from tests.browser.calculator import Calculator
from tests.browser.finished import SITE
from tests.browser.starts import SNAPSHOT, way
from tests.browser.visits import Visits

_BODY = next(SITE.folder.glob("assets/runtime/*/snapshot.bin"), SITE.folder).read_bytes
_PAGE = "calculators/order-charge/"
# The browser says on the console why it refuses a file.
_REFUSED = r"status of 404|integrity|digest|snapshot\.bin"


def _answers(page: Page, home: str) -> None:
    page.goto(home + _PAGE)
    calculator = Calculator(page, "order_charge")
    calculator.order("499.99")
    calculator.is_answered()
    expect(calculator.said).to_contain_text(support.order_charge("499.99")["headline"])


def test_python_starts_from_the_snapshot(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    _answers(page, home)
    assert way(page) == "snapshot"
    assert "snapshot.bin" in asked
    assert "packages.bin" not in asked


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda route: route.fulfill(status=404, body=""),
        lambda route: route.fulfill(body=_BODY()[:-1000]),
        lambda route: route.fulfill(body=_BODY()[:5000] + b"?" + _BODY()[5001:]),
        lambda route: route.fulfill(body=b"<!doctype html><title>Sign in to the wireless network</title>"),
        lambda route: route.abort(),
    ],
    ids=["missing", "cut short", "damaged", "another file", "unreachable"],
)
def test_without_a_whole_snapshot_python_starts_in_the_ordinary_way(
    visits: Visits, home: str, spoiled: Callable[[Route], None]
) -> None:
    visits.expect(_REFUSED)
    page = visits.blank(home)
    page.route(SNAPSHOT, spoiled)
    _answers(page, home)
    assert way(page) == "ordinary"


def test_a_snapshot_of_another_build_is_not_used(visits: Visits, home: str) -> None:
    page = visits.blank(home)

    def rename(route: Route) -> None:
        html = route.fetch().text()
        route.fulfill(body=re.sub(r'"stamp": "\w+"', '"stamp": "another"', html), content_type="text/html")

    page.route(f"{home}{_PAGE}", rename)
    _answers(page, home)
    assert way(page) == "ordinary"


def test_a_question_that_the_snapshot_cannot_answer_is_answered_after_an_ordinary_start(
    new_order_charge: Calculator,
) -> None:
    order_charge = new_order_charge
    order_charge.order("499.99")
    order_charge.is_answered()
    assert way(order_charge.page) == "snapshot"
    # What the worker says when Python asks for code that the snapshot left out.
    late = "() => { self.onmessage = () => self.postMessage({ fault: 'PythonError: settling.Late' }); }"
    order_charge.worker.evaluate(late)
    order_charge.order("600")
    order_charge.is_answered()
    expect(order_charge.said).to_contain_text(support.order_charge("600")["headline"])
    assert way(order_charge.page) == "ordinary"


def test_the_page_names_what_the_runtime_holds() -> None:
    html = SITE.file(_PAGE).read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="partner-calc-runtime">(.*?)</script>', html)
    assert found
    told = json.loads(found[1])
    folder = (SITE.file(_PAGE).parent / told["address"]).resolve()
    assert {path.name: path.stat().st_size for path in folder.iterdir()} == {
        name: file["bytes"] for name, file in told["files"].items()
    }
    assert told["stamp"].encode() in gzip.decompress(_BODY())[:1000]
