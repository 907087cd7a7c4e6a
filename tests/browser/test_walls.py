"""What neither the page nor its Python can do: reach another host, run text as code, run what was typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Worker

from tests.browser.calculator import Calculator
from tests.browser.finished import PAGES, SITE
from tests.browser.stranger import Stranger
from tests.browser.tries import REACH_OUT, RUN_TEXT
from tests.browser.visits import Visits

_POLICY = re.compile(
    r'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]+)">', re.ASCII
)
# What the browser says of everything that the policy stops.
_STOPPED = r"Content[ -]Security[ -]Policy|asked another host: http://127\.0\.0\.1"


@pytest.fixture(scope="module")
def used(shared_visits: Visits, home: str) -> Calculator:
    """A calculator that has answered."""
    shared_visits.expect(_STOPPED)
    calculator = Calculator(shared_visits.open(f"{home}calculators/order-charge/"), "order_charge")
    calculator.order("499.99")
    calculator.is_answered()
    return calculator


@pytest.fixture
def worker(used: Calculator) -> Worker:
    """Its Python."""
    return used.worker


@pytest.fixture(scope="module")
def page(used: Calculator) -> Page:
    """Its page."""
    return used.page


def test_every_page_has_the_policy_right_after_its_charset() -> None:
    policies = {page: _POLICY.findall(SITE.file(page).read_text(encoding="utf-8")) for page in PAGES}
    assert [page for page, found in policies.items() if len(found) != 1] == []
    assert len({found[0] for found in policies.values()}) == 1


def test_the_policy_allows_the_site_itself_and_nothing_else() -> None:
    (policy,) = _POLICY.findall(SITE.file("").read_text(encoding="utf-8"))
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    allowed = {name: set(sources.split()) for name, sources in directives.items()}
    hashed = {"'self'"} | {source for source in allowed["script-src"] if source.startswith("'sha256-")}
    assert allowed.pop("script-src") == hashed | {"'wasm-unsafe-eval'"}
    styles = allowed.pop("style-src")
    assert styles - {"'unsafe-hashes'"} == {"'self'"} | {
        style for style in styles if style.startswith("'sha256-")
    }
    assert allowed == {
        "default-src": {"'self'"},
        "img-src": {"'self'", "data:"},
        "font-src": {"'self'"},
        "connect-src": {"'self'"},
        "worker-src": {"'self'", "blob:"},
        "manifest-src": {"'self'"},
        "form-action": {"'none'"},
        "base-uri": {"'none'"},
        "object-src": {"'none'"},
    }


@pytest.mark.parametrize("way", REACH_OUT)
def test_the_worker_cannot_reach_another_host(worker: Worker, stranger: Stranger, way: str) -> None:
    assert worker.evaluate(REACH_OUT[way], stranger.address) == "refused"
    assert stranger.visitors == []


@pytest.mark.parametrize("way", REACH_OUT)
def test_a_page_cannot_reach_another_host(page: Page, stranger: Stranger, way: str) -> None:
    assert page.evaluate(REACH_OUT[way], stranger.address) == "refused"
    assert stranger.visitors == []


def test_the_other_host_is_reached_from_a_file_that_has_no_policy(
    visits: Visits, home: str, stranger: Stranger
) -> None:
    visits.expect(r"asked another host|favicon\.ico")
    file = visits.open(f"{home}search/search_index.json")
    assert file.evaluate(REACH_OUT["fetch"], stranger.address) == "reached"
    assert stranger.visitors == ["/"]


def test_the_worker_still_reaches_its_own_host(worker: Worker, home: str) -> None:
    assert worker.evaluate(REACH_OUT["fetch"], home) == "reached"


def test_the_worker_runs_no_text_as_code(worker: Worker) -> None:
    assert worker.evaluate(RUN_TEXT) == "EvalError"


def test_a_page_runs_no_text_as_code(page: Page) -> None:
    assert page.evaluate(RUN_TEXT) == "EvalError"


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="assets/images/favicon.svg" onload="globalThis.ran = true">',
        '<img src="data:," onerror="globalThis.ran = true">',
        '<svg onload="globalThis.ran = true"></svg>',
        '<details open ontoggle="globalThis.ran = true"><summary>x</summary></details>',
    ],
)
def test_a_handler_that_found_its_way_into_a_page_is_not_run(visits: Visits, home: str, markup: str) -> None:
    visits.expect(_STOPPED)
    page = visits.open(home)
    assert _stopped(page, "markup => document.body.insertAdjacentHTML('beforeend', markup)", markup)
    assert page.evaluate("() => globalThis.ran") is None


@pytest.mark.parametrize("element", ["script", "style"])
def test_a_script_or_style_that_found_its_way_into_a_page_is_not_used(
    visits: Visits, home: str, element: str
) -> None:
    visits.expect(_STOPPED)
    page = visits.open(home)
    insert = """element => {
        const inserted = document.createElement(element);
        inserted.textContent = element === 'script' ? 'globalThis.ran = true' : 'body { display: none }';
        document.body.append(inserted);
    }"""
    assert _stopped(page, insert, element)
    assert page.evaluate("() => globalThis.ran") is None
    assert page.locator("body").is_visible()


def _stopped(page: Page, act: str, argument: str) -> bool:
    """Whether the policy stops what this does. Waits for the browser to say so."""
    stopped: bool = page.evaluate(
        f"""argument => new Promise((resolve) => {{
            document.addEventListener('securitypolicyviolation', () => resolve(true), {{ once: true }});
            setTimeout(() => resolve(false), 5000);
            ({act})(argument);
        }})""",
        argument,
    )
    return stopped


def test_what_is_typed_reaches_no_server(visits: Visits, home: str) -> None:
    page = visits.blank(home)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    page.goto(f"{home}calculators/order-charge/")
    calculator = Calculator(page, "order_charge")
    calculator.order("487.65")
    calculator.is_answered()
    calculator.button("Work it out").click()
    calculator.is_answered()
    assert asked
    # A blob is in the browser's own memory, and its name and the server's port are drawn at random.
    sent = [request.removeprefix(home) for request in asked if not request.startswith("blob:")]
    assert [request for request in sent if "487" in request] == []
