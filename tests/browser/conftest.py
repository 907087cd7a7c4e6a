"""The browsers of all tests, servers of the finished site, and pages that are watched."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from bench.visits import CHROMIUM, FLAGS
from tests.browser.bundles import unpacked_bundles
from tests.browser.calculator import Calculator
from tests.browser.engines.chromium import Chromium
from tests.browser.engines.engine import Engine, ended
from tests.browser.engines.firefox import Firefox
from tests.browser.engines.webkit import WebKit
from tests.browser.finished import SITE, served
from tests.browser.order_pages import MyOrders
from tests.browser.stranger import Stranger
from tests.browser.visits import PATIENCE_MS, Visits, watched

_FIREFOX = ("firefox-esr", "firefox")

# Each file of tests runs in one process. These take longest: begun last, they would keep the others waiting.
_LONGEST = (
    "test_reproducible",
    "test_engines",
    "test_bundle",
    "test_engines_offline",
    "test_pages",
    "test_offline_updates",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""
    items.sort(key=lambda item: (*_LONGEST, item.path.stem).index(item.path.stem))


@pytest.fixture(scope="session", autouse=True)
def _site_is_there() -> None:
    if not (SITE.folder / "sitemap.xml").is_file():
        pytest.fail(f"There is no finished site in {SITE.folder}. Build it first: make site", pytrace=False)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Chromium as people have it, with all that is around a page."""
    return _program("Chromium", *CHROMIUM)


@pytest.fixture(scope="session")
def headless_shell() -> str:
    """The same Chromium without what is around a page: a page opens for well under half of the work."""
    return _program("Chromium without a window", "chromium-headless-shell")


def _program(what: str, *names: str) -> str:
    """Where a program is that goes by one of these names."""
    for name in names:
        if path := shutil.which(name):
            return path
    pytest.fail(f"No {what} was found. Install it first: make browsers", pytrace=False)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, headless_shell: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=headless_shell, args=list(FLAGS))
    yield browser
    browser.close()


@pytest.fixture(scope="module", params=["chromium", "firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A browser of each engine in turn. It ends with its file: a page that is left open is still drawn."""
    folder = tmp_path_factory.mktemp(request.param)
    with ended(_started(request, folder)) as running:
        yield running


def _started(request: pytest.FixtureRequest, folder: Path) -> Engine:
    match request.param:
        case "firefox":
            return Firefox(_program("Firefox", *_FIREFOX), folder)
        case "webkit":
            driver = _program("driver of WebKitGTK", "WebKitWebDriver")
            return WebKit(driver, _program("Xvfb", "Xvfb"), folder)
    path = request.getfixturevalue("chromium_path")
    return Chromium(request.getfixturevalue("playwright"), path, FLAGS, folder)


@pytest.fixture(scope="session")
def home() -> Iterator[str]:
    """The site's address, below the path that it was built for: "/" unless SITE_URL says otherwise."""
    with served(SITE.folder, SITE.prefix) as address:
        yield address


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    """The address of the same files below another path."""
    with served(SITE.folder, "/repo/" if SITE.prefix == "/" else "/") as address:
        yield address


@pytest.fixture(scope="session")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what `make bundle` writes, the zip unpacked beside itself."""
    return unpacked_bundles(tmp_path_factory.mktemp("bundles"))


@pytest.fixture
def visits(chromium: Browser) -> Iterator[Visits]:
    """Pages for one test; it fails in the end if one complained or asked another host."""
    with watched(chromium) as visiting:
        yield visiting


@pytest.fixture(scope="module")
def shared_visits(chromium: Browser) -> Iterator[Visits]:
    """Pages for the tests of a module; the last of them fails if one complained or asked another host."""
    with watched(chromium) as visiting:
        yield visiting


@pytest.fixture(scope="module")
def calculators(shared_visits: Visits, home: str) -> Callable[[str], Calculator]:
    """Calculators of a module's tests, each on a page of its own: as if just opened, but Python may run."""

    @cache
    def opened(name: str) -> Calculator:
        page = shared_visits.open(f"{home}calculators/{name.replace('_', '-')}/")
        return Calculator(page, name)

    return lambda name: opened(name).anew()


@pytest.fixture
def order_charge(calculators: Callable[[str], Calculator]) -> Calculator:
    """The minimum order charge, which the tests of a module use one after the other."""
    return calculators("order_charge")


@pytest.fixture
def pro_rata(calculators: Callable[[str], Calculator]) -> Calculator:
    """The pro-rata calculator, likewise."""
    return calculators("pro_rata")


@pytest.fixture
def volume_quote(calculators: Callable[[str], Calculator]) -> Calculator:
    """The volume licence quote, likewise."""
    return calculators("volume_quote")


@pytest.fixture
def esd_state(calculators: Callable[[str], Calculator]) -> Calculator:
    """The ESD licence states, likewise."""
    return calculators("esd_state")


@pytest.fixture
def dispatch(calculators: Callable[[str], Calculator]) -> Calculator:
    """The dispatch calculator, likewise."""
    return calculators("dispatch")


@pytest.fixture
def new_order_charge(visits: Visits, home: str) -> Calculator:
    """The minimum order charge on a page that was just opened, where Python has not been started."""
    return Calculator(visits.open(f"{home}calculators/order-charge/"), "order_charge")


@pytest.fixture
def open_my_orders(visits: Visits, home: str) -> Callable[[], MyOrders]:
    """Opens the page of all orders in a browser that holds none."""
    return lambda: MyOrders.open(visits.blank(home), home)


@pytest.fixture
def my_orders(open_my_orders: Callable[[], MyOrders]) -> MyOrders:
    """The page of all orders in a browser that holds none."""
    return open_my_orders()


@pytest.fixture
def stranger() -> Iterator[Stranger]:
    known = Stranger()
    with known.server:
        thread = Thread(target=known.server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield known
        known.server.shutdown()
        thread.join()
