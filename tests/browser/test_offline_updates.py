"""New versions: only what changed is downloaded, no two are mixed, and no accident leaves half of one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from bench.visits import FLAGS
from tests.browser.finished import PAGES
from tests.browser.offline_site import NO_ANSWER, Host, Reader, edition, hosted
from tests.browser.visits import PATIENCE_MS, Visits

pytestmark = pytest.mark.browser

_GUIDE = "guides/westcon-avaya-ipo/"
_ACCIDENTS = 20


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted() as running:
        yield running


@pytest.fixture(scope="module")
def one_page_changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(2, tmp_path_factory.mktemp("site") / "one", only=_GUIDE)


@pytest.fixture(scope="module")
def all_changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return edition(2, tmp_path_factory.mktemp("site") / "all")


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
    other.page.get_by_label("Order value").fill("487.65")
    reader.host.folder = all_changed
    reader.page.reload()
    reader.new_version_waits()
    reader.take_over()
    expect(reader.line).to_contain_text("This site is open in other tabs or windows.")
    assert other.page.get_by_label("Order value").input_value() == "487.65"
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
    between.goto("about:blank")
    reader.page.close()
    later = Reader(between, reader.host)
    later.page.wait_for_timeout(500)
    later.open(_GUIDE)
    assert later.editions() == {2}


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
    reader.page.reload()
    reader.page.wait_for_timeout(3000)
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


def _moment(chance: random.Random) -> float:
    return chance.uniform(0, 1500)


def _strike(reader: Reader, chance: random.Random) -> None:
    """End what goes on: the worker is killed, or the server falls silent in the middle of a word."""
    reader.page.wait_for_timeout(_moment(chance))
    if chance.random() < 0.5:
        reader.stop_workers()
    else:
        reader.host.stop()
        reader.page.wait_for_timeout(200)
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


@pytest.mark.parametrize("seed", range(_ACCIDENTS))
def test_saving_that_was_stopped_at_any_moment_is_made_good_by_the_next_page(
    visits: Visits, host: Host, seed: int
) -> None:
    visits.expect(NO_ANSWER)
    chance = random.Random(seed)  # noqa: S311  # which moment it is, nobody needs to keep secret
    reader = Reader(visits.blank(host.address), host)
    reader.open()
    reader.begin()
    _strike(reader, chance)
    reader.open("")
    assert reader.is_whole()
    expect(reader.line).to_contain_text("Available offline: English.")
    assert _editions_without_a_server(reader) == {1}


@pytest.mark.parametrize("seed", range(_ACCIDENTS))
def test_an_update_that_was_stopped_at_any_moment_leaves_the_old_version_whole_or_the_new(
    visits: Visits, reader: Reader, all_changed: Path, seed: int
) -> None:
    visits.expect(NO_ANSWER)
    chance = random.Random(seed)  # noqa: S311  # as above
    reader.host.folder = all_changed
    reader.page.evaluate("() => void navigator.serviceWorker.ready.then((known) => known.update())")
    _strike(reader, chance)
    assert _editions_without_a_server(reader) in ({1}, {2})
    reader.open("")
    reader.new_version_waits()
    with reader.page.expect_navigation():
        reader.take_over()
    expect(reader.line).to_contain_text("Available offline: English.")
    assert _editions_without_a_server(reader) == {2}


@pytest.mark.parametrize("seed", range(3))
def test_a_browser_that_is_closed_while_saving_goes_on_when_it_is_opened_again(
    playwright: Playwright, chromium_path: str, host: Host, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  # as above

    def opened() -> Reader:
        context = playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=chromium_path, args=list(FLAGS), locale="en-GB"
        )
        context.set_default_timeout(PATIENCE_MS)
        return Reader(context.pages[0], host)

    reader = opened()
    reader.open()
    reader.begin()
    reader.page.wait_for_timeout(_moment(chance))
    reader.context.close()
    reader = opened()
    reader.open("")
    expect(reader.line).to_contain_text("Available offline: English.")
    assert _editions_without_a_server(reader) == {1}
    reader.context.close()


@pytest.mark.parametrize("seed", range(_ACCIDENTS))
def test_whatever_the_browser_deletes_no_page_is_broken_and_all_comes_back(
    visits: Visits, reader: Reader, seed: int
) -> None:
    """A page that lacks anything says so instead; with a server again, all is fetched and kept."""
    visits.expect(NO_ANSWER)
    chance = random.Random(seed)  # noqa: S311  # as above
    assert reader.lose(chance, chance.choice([0.01, 0.05, 0.2, 0.5, 1])) > 0
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
