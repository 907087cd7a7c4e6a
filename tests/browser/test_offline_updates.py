"""New versions: only what changed is downloaded, no two are mixed, and no accident leaves half of one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Playwright, expect

from bench.visits import FLAGS
from tests.browser.finished import PAGES
from tests.browser.offline_site import NO_ANSWER, Host, Reader, edition, hosted, light
from tests.browser.visits import PATIENCE_MS, Visits

pytestmark = pytest.mark.browser

_GUIDE = "guides/westcon-avaya-ipo/"
# Each accident once, at a moment of its own; the worker's own tests strike at each of its awaits.
_ACCIDENTS = pytest.mark.parametrize(("seed", "accident"), [(0, "worker"), (1, "server")])
# At least so many files are asked for by a save in English, and by its update once all pages have changed.
_FILES = 60
_CHANGED = 25


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is, but for Python, which is beside the point here."""
    return light(tmp_path_factory.mktemp("site") / "first")


@pytest.fixture
def host(first: Path) -> Iterator[Host]:
    with hosted(first) as running:
        yield running


@pytest.fixture(scope="module")
def one_page_changed(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(2, first, tmp_path_factory.mktemp("site") / "one", only=_GUIDE)


@pytest.fixture(scope="module")
def all_changed(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(2, first, tmp_path_factory.mktemp("site") / "all")


@pytest.fixture
def reader(visits: Visits, host: Host) -> Reader:
    """Somebody who has saved the first edition in English, and has its page open."""
    found = Reader(visits.blank(host.address), host)
    found.open()
    found.save("en")
    found.open(_GUIDE)
    return found


def test_an_update_downloads_the_files_that_changed_and_nothing_else(
    reader: Reader, one_page_changed: Path
) -> None:
    reader.host.folder = one_page_changed
    reader.host.asked.clear()
    reader.page.reload()
    reader.new_version_waits()
    assert set(reader.host.asked) == {"service-worker.js", _GUIDE}


def test_a_page_stays_in_its_version_until_the_new_one_is_asked_for(
    visits: Visits, reader: Reader, all_changed: Path
) -> None:
    reader.host.folder = all_changed
    reader.page.reload()
    reader.new_version_waits()
    for name in (_GUIDE, "", "calculators/dispatch/"):
        reader.open(name)
        assert reader.editions() == {1}
    reader.new_version_waits()
    with reader.page.expect_navigation():
        reader.take_over()
    expect(reader.line).not_to_contain_text("A new version is ready.")
    for name in (_GUIDE, "", "calculators/dispatch/"):
        reader.open(name)
        assert reader.editions() == {2}


def test_a_new_version_does_not_take_over_while_another_tab_is_open(
    reader: Reader, all_changed: Path
) -> None:
    """What is typed there stays; once it is closed, the button works."""
    other = Reader(reader.context.new_page(), reader.host)
    other.open("calculators/order-charge/")
    other.page.locator(".md-search__input").fill("dongle")
    reader.host.folder = all_changed
    reader.page.reload()
    reader.new_version_waits()
    reader.take_over()
    expect(reader.line).to_contain_text("This site is open in other tabs or windows.")
    assert other.page.locator(".md-search__input").input_value() == "dongle"
    assert other.editions() == {1}
    other.page.close()
    with reader.page.expect_navigation():
        reader.take_over()
    expect(reader.line).not_to_contain_text("A new version is ready.")
    assert reader.editions() == {2}


def test_a_new_version_takes_over_by_itself_once_all_tabs_were_closed(
    reader: Reader, all_changed: Path
) -> None:
    reader.host.folder = all_changed
    reader.page.reload()
    reader.new_version_waits()
    between = reader.context.new_page()
    reader.page.close()
    later = Reader(between, reader.host)
    # The browser takes its time to see that nobody is left.
    seen = set[int]()
    until = monotonic() + PATIENCE_MS / 1_000
    while seen != {2} and monotonic() < until:
        between.goto("about:blank")
        later.open(_GUIDE)
        seen = later.editions()
    assert seen == {2}


def test_the_caches_of_the_old_version_go_and_an_unchanged_runtime_stays(
    reader: Reader, all_changed: Path
) -> None:
    before = reader.caches()
    reader.host.folder = all_changed
    reader.page.reload()
    reader.new_version_waits()
    with reader.page.expect_navigation():
        reader.take_over()
    expect(reader.line).to_contain_text("Available offline: English.")
    after = reader.caches()
    assert len(after) == len(before)
    assert [name for name in before if name not in after] == [name for name in before if ":site:" in name]


def test_a_damaged_new_version_is_refused_and_the_old_one_goes_on(reader: Reader, all_changed: Path) -> None:
    reader.host.folder = all_changed
    reader.host.spoilt.add("assets/core/site.css")
    reader.open()
    expect(reader.told).to_contain_text("Some files were not as they should be")
    reader.open(_GUIDE)
    assert reader.editions() == {1}
    reader.host.spoilt.clear()
    reader.page.reload()
    reader.new_version_waits()


def test_a_page_that_only_the_new_version_has_is_not_mixed_into_the_old(
    visits: Visits, reader: Reader, all_changed: Path
) -> None:
    """The language was not saved, and its pages on the server are newer by now."""
    visits.expect(NO_ANSWER)
    reader.host.folder = all_changed
    assert reader.open(f"sv/{_GUIDE}") == 503
    assert reader.is_sorry()
    expect(reader.page.locator("html")).to_have_attribute("lang", "sv")


# --- Accidents ---


def _strike(reader: Reader, accident: str) -> None:
    """End what goes on once the server has fallen silent: kill the worker, or cut the connections."""
    reader.host.is_silent()
    if accident == "worker":
        reader.stop_workers()
    else:
        reader.host.stop()
    reader.host.start()


def _editions_without_a_server(reader: Reader) -> set[int]:
    """Of pages and styles, with nothing but what is saved."""
    reader.host.stop()
    reader.stop_workers()
    found: set[int] = set()
    for name in (_GUIDE, "", "reference/glossary/"):
        assert reader.open(name) == 200
        assert reader.is_whole()
        found |= reader.editions()
    reader.host.start()
    return found


@_ACCIDENTS
def test_saving_that_was_stopped_at_any_moment_is_made_good_by_the_next_page(
    visits: Visits, host: Host, seed: int, accident: str
) -> None:
    visits.expect(NO_ANSWER)
    chance = random.Random(seed)  # noqa: S311  # which moment it is, nobody needs to keep secret
    reader = Reader(visits.blank(host.address), host)
    reader.open()
    host.fall_silent(after=chance.randrange(_FILES))
    reader.begin()
    _strike(reader, accident)
    reader.open("")
    assert reader.is_whole()
    expect(reader.line).to_contain_text("Available offline: English.")
    assert _editions_without_a_server(reader) == {1}


@_ACCIDENTS
def test_an_update_that_was_stopped_at_any_moment_leaves_the_old_version_whole_or_the_new(
    visits: Visits, reader: Reader, all_changed: Path, seed: int, accident: str
) -> None:
    visits.expect(NO_ANSWER)
    chance = random.Random(seed)  # noqa: S311  # as above
    reader.host.folder = all_changed
    reader.host.fall_silent(after=chance.randrange(_CHANGED))
    reader.page.evaluate("() => void navigator.serviceWorker.ready.then((known) => known.update())")
    _strike(reader, accident)
    assert _editions_without_a_server(reader) == {1}
    reader.open("")
    reader.new_version_waits()
    with reader.page.expect_navigation():
        reader.take_over()
    expect(reader.line).to_contain_text("Available offline: English.")
    assert _editions_without_a_server(reader) == {2}


def test_a_browser_that_is_closed_while_saving_goes_on_when_it_is_opened_again(
    playwright: Playwright, chromium_path: str, host: Host, tmp_path: Path
) -> None:
    def opened() -> Reader:
        context = playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium_path, args=list(FLAGS), locale="en-GB"
        )
        context.set_default_timeout(PATIENCE_MS)
        return Reader(context.pages[0], host)

    reader = opened()
    reader.open()
    host.fall_silent(after=_FILES // 2)
    reader.begin()
    host.is_silent()
    reader.context.close()
    host.start()
    reader = opened()
    reader.open("")
    expect(reader.line).to_contain_text("Available offline: English.")
    assert _editions_without_a_server(reader) == {1}
    reader.context.close()


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_whatever_the_browser_deletes_no_page_is_broken_and_all_comes_back(
    visits: Visits, reader: Reader, share: float
) -> None:
    """A page that lacks anything says so instead; with a server again, all is fetched and kept."""
    visits.expect(NO_ANSWER)
    chance = random.Random(share)  # noqa: S311  # as above
    assert reader.lose(chance, share) > 0
    reader.host.stop()
    reader.stop_workers()
    english = [name for name in PAGES if not name.startswith(("sv/", "no/", "it/", "es/", "404"))]
    for name in chance.sample(english, 5):
        status = reader.open(name)
        assert (status, reader.is_whole()) == (200, True) or (status, reader.is_sorry()) == (503, True)
    reader.host.start()
    for name in chance.sample(english, 3):
        assert reader.open(name) == 200
        assert reader.is_whole()
    expect(reader.line).to_contain_text("Available offline: English.")
    reader.host.stop()
    reader.stop_workers()
    for name in chance.sample(english, 5):
        assert reader.open(name) == 200
        assert reader.is_whole()
