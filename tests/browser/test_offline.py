"""Saving the site for offline use, reading it without a server, and removing it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from calc.api import CALCULATORS, evaluate
from guide_site.core.languages import OTHERS
from tests.browser.axe import violations
from tests.browser.calculator import Calculator
from tests.browser.finished import KINDS, PAGES, SITE, served
from tests.browser.offline_site import LANGUAGES, NO_ANSWER, Host, Reader, hosted, light, manifest
from tests.browser.readers import LOCALES
from tests.browser.stranger import Stranger
from tests.browser.visits import Visits, watched
from tests.site.loads import loaded
from tests.support import case_id, cases, order_charge

_ASK_FOR = """
(addresses) => Promise.all(addresses.map(async (address) => {
  const answer = await fetch(address);
  return [answer.status, await answer.text()];
}))
"""
# Whether an order with a word in it is kept.
_KEPT = """
async () => {
  const [database] = await indexedDB.databases();
  if (!database) return false;
  const opened = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(database.name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = reject;
  });
  const orders = await new Promise((resolve, reject) => {
    const all = opened.transaction("orders").objectStore("orders").getAll();
    all.onsuccess = () => resolve(all.result);
    all.onerror = reject;
  });
  opened.close();
  return orders.some(({ words }) => Object.keys(words).length > 0);
}
"""


@pytest.fixture(scope="module")
def light_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For those to whom Python is beside the point."""
    return light(tmp_path_factory.mktemp("site") / "light")


@pytest.fixture
def host(light_site: Path) -> Iterator[Host]:
    with hosted(light_site) as running:
        yield running


@pytest.fixture
def reader(visits: Visits, host: Host) -> Reader:
    """Somebody who has the page on offline use open."""
    found = Reader(visits.blank(host.address), host)
    found.open()
    return found


@pytest.fixture(scope="module")
def traveller(chromium: Browser) -> Iterator[Reader]:
    """Somebody who has saved everything, Python included, and has no network any more."""
    with hosted() as host, watched(chromium) as visits:
        # What does not exist is noted by the browser, offline too.
        visits.expect("status of 404")
        found = Reader(visits.blank(host.address), host)
        found.open()
        found.save(*LANGUAGES)
        host.stop()
        yield found


# --- Nothing unasked ---


def test_who_only_reads_gets_no_worker_and_nothing_is_kept(visits: Visits, host: Host) -> None:
    reader = Reader(visits.blank(host.address), host)
    for name in ("", "guides/westcon-avaya-ipo/", "offline/", "calculators/order-charge/"):
        reader.open(name)
        reader.page.wait_for_load_state("networkidle")
    assert (reader.registrations(), reader.caches()) == (0, [])
    assert [name for name in host.asked if "runtime" in name or name == "service-worker.js"] == []
    expect(reader.line).to_contain_text("Nothing is saved for offline use.")


def test_the_page_says_how_large_each_part_is_before_anything_is_downloaded(reader: Reader) -> None:
    """To a tenth of a megabyte, rounded up."""
    sizes: dict[str, int] = {}
    for _, size, group in manifest()["files"].values():
        sizes[group] = sizes.get(group, 0) + size
    for code, name in LANGUAGES.items():
        told = reader.page.locator(".offline-choice label", has_text=name).inner_text()
        (megabytes,) = re.findall(r"([\d.]+) MB", told)
        assert 0 <= float(megabytes) - sizes[code] / 1e6 < 0.11, told
    (always,) = re.findall(r"Python, ([\d.]+) MB", reader.page.locator(".offline-choice").inner_text())
    assert 0 <= float(always) - (sizes["runtime"] + sizes["shared"]) / 1e6 < 0.21


def test_the_readers_language_is_chosen_and_the_others_are_not(visits: Visits, host: Host) -> None:
    page = visits.open(f"{host.address}sv/offline/", locale="sv-SE")
    assert [box.get_attribute("value") for box in page.locator(".offline-choice :checked").all()] == ["sv"]


# --- Saving ---


def test_one_language_is_saved_with_the_calculators(reader: Reader) -> None:
    reader.save("en")
    expect(reader.page.locator(".offline-state")).to_contain_text("Saved on this device: English.")
    expect(reader.line).to_contain_text("Available offline: English.")
    saved = {name for name in reader.host.asked if name.startswith(("sv/", "no/", "it/", "es/"))}
    assert saved == set()
    reader.host.stop()
    assert reader.open("guides/cisco-webex/") == 200


def test_another_language_is_added_later(reader: Reader) -> None:
    reader.save("en")
    reader.host.asked.clear()
    reader.save("sv")
    expect(reader.line).to_contain_text("Available offline: English and Swedish.")
    assert {name.partition("/")[0] for name in reader.host.asked} == {"sv"}
    reader.host.stop()
    assert reader.open("sv/guides/cisco-webex/") == 200


def test_a_page_of_a_language_that_was_not_saved_comes_from_the_network_and_is_kept(reader: Reader) -> None:
    reader.save("en")
    assert reader.open("it/reference/glossary/") == 200
    reader.host.stop()
    reader.page.reload()
    expect(reader.page.locator("html")).to_have_attribute("lang", "it")


def test_a_page_that_is_not_saved_says_so_without_a_network_in_its_language(
    visits: Visits, reader: Reader
) -> None:
    visits.expect(NO_ANSWER)
    reader.save("en")
    reader.host.stop()
    assert reader.open("es/guides/cisco-webex/") == 503
    expect(reader.page.locator("html")).to_have_attribute("lang", "es")
    assert reader.is_sorry()
    reader.host.start()
    reader.page.get_by_role("link").first.click()
    expect(reader.page.locator(".md-header")).to_be_visible()


def test_what_is_saved_is_removed_on_request_and_nothing_comes_back(reader: Reader) -> None:
    reader.save("en")
    reader.open()
    reader.page.get_by_role("button", name="Remove what is saved").click()
    expect(reader.page.locator(".offline-state")).to_contain_text("Nothing is saved on this device yet.")
    reader.open("guides/cisco-webex/")
    reader.page.wait_for_load_state("networkidle")
    assert (reader.registrations(), reader.caches()) == (0, [])


def test_caches_of_another_site_of_the_same_origin_are_left_alone(reader: Reader) -> None:
    reader.page.evaluate("() => caches.open('another project')")
    reader.save("en")
    reader.open()
    reader.page.get_by_role("button", name="Remove what is saved").click()
    expect(reader.page.locator(".offline-state")).to_contain_text("Nothing is saved on this device yet.")
    assert reader.caches() == ["another project"]


def test_below_another_path_all_is_saved_under_the_name_of_that_path(
    visits: Visits, light_site: Path
) -> None:
    with served(light_site, "/repo/") as elsewhere:
        page = visits.open(f"{elsewhere}offline/")
        page.get_by_role("button", name="Save on this device").click()
        expect(page.locator(".offline-state")).to_contain_text("Saved on this device")
        assert [name.split(":")[:3] for name in sorted(page.evaluate("() => caches.keys()"))] == [
            ["partner-guides", "/repo/", part] for part in ("runtime", "settings", "site")
        ]
        response = page.goto(f"{elsewhere}guides/cisco-webex")
        assert response
        assert response.from_service_worker
        assert page.url == f"{elsewhere}guides/cisco-webex/"


def test_axe_finds_nothing_in_the_panel_whatever_it_shows(reader: Reader) -> None:
    reader.save("en")
    assert violations(reader.page) == []
    reader.page.evaluate(
        """() => document.querySelectorAll('.offline-panel [hidden], .offline-line [hidden]')
            .forEach((part) => { part.hidden = false; })"""
    )
    assert violations(reader.page) == []


# --- Trouble ---


def test_wrong_bytes_are_refused_and_the_next_page_tries_again(reader: Reader) -> None:
    reader.host.spoilt.add("assets/core/site.css")
    reader.begin()
    expect(reader.told).to_contain_text("Some files were not as they should be")
    expect(reader.page.locator(".offline-state")).to_contain_text("Nothing is saved on this device yet.")
    expect(reader.line).to_contain_text("Saving for offline use is not finished.")
    reader.host.spoilt.clear()
    reader.open()
    reader.is_saved("en")


def test_a_connection_that_breaks_off_is_worded_and_the_next_page_goes_on(
    visits: Visits, reader: Reader
) -> None:
    visits.expect(NO_ANSWER)
    reader.host.fall_silent(after=20)
    reader.begin()
    expect(reader.page.locator(".offline-far")).to_contain_text("MB of")
    reader.host.is_silent()
    reader.host.stop()
    expect(reader.told).to_contain_text("The connection broke off.")
    reader.host.start()
    reader.open("")
    expect(reader.line).to_contain_text("Available offline: English.")


def test_too_little_room_is_told_before_anything_is_downloaded(reader: Reader) -> None:
    reader.page.evaluate("() => { navigator.storage.estimate = async () => ({ quota: 9e6, usage: 4e6 }); }")
    reader.begin()
    expect(reader.told).to_contain_text("the browser has 5.0 MB left for this site")
    assert "service-worker.js" not in reader.host.asked


def test_room_that_runs_out_on_the_way_is_worded(reader: Reader) -> None:
    session = reader.context.new_cdp_session(reader.page)
    origin = reader.host.address.rstrip("/")
    session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1_000_000})
    reader.begin()
    expect(reader.told).to_contain_text("The browser has no room left for this site.")


def test_a_browser_that_cannot_save_says_so(visits: Visits, host: Host) -> None:
    page = visits.blank(host.address)
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(f"{host.address}offline/")
    page.get_by_role("button", name="Save on this device").click()
    expect(Reader(page, host).told).to_contain_text("This browser cannot save the site.")


def test_without_scripts_the_page_says_that_saving_needs_them(visits: Visits, host: Host) -> None:
    page = visits.open(f"{host.address}offline/", java_script_enabled=False)
    expect(page.locator("partner-offline noscript p")).to_be_visible()
    expect(page.locator(".offline-panel")).to_be_hidden()


def test_the_worker_refuses_every_request_to_another_origin(
    visits: Visits, reader: Reader, stranger: Stranger
) -> None:
    """Seen from a file that has no policy of its own."""
    visits.expect(rf"{NO_ANSWER}|asked another host")
    reader.save("en")
    reader.open("search/search_index.json")
    said = reader.page.evaluate(
        "address => fetch(address, { mode: 'no-cors' }).then(() => 'reached', () => 'refused')",
        stranger.address,
    )
    assert (said, stranger.visitors) == ("refused", [])


def test_the_site_can_be_installed(reader: Reader) -> None:
    reader.save("en")
    reader.open()
    session = reader.context.new_cdp_session(reader.page)
    said = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in said if error["errorId"] != "in-incognito"] == []
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert "Partner ordering guides" in found["data"]


# --- Without a server ---


def test_every_page_is_there_without_a_server(traveller: Reader) -> None:
    """Each kind is opened. The others are asked for: that their lists name all they load is tested below."""
    kinds = [name for name in (*KINDS, *(f"{folder}/" for folder in OTHERS)) if name != "404.html"]
    opened = {name: (traveller.open(name), traveller.is_whole()) for name in kinds}
    assert {name: seen for name, seen in opened.items() if seen != (200, True)} == {}
    others = [name for name in PAGES if name not in (*kinds, "404.html")]
    told = traveller.page.evaluate(_ASK_FOR, [traveller.host.address + name for name in others])
    assert {
        name: status
        for name, (status, text) in zip(others, told, strict=True)
        if (status, text) != (200, SITE.file(name).read_text(encoding="utf-8"))
    } == {}


@pytest.mark.parametrize(
    ("folder", "words", "found"),
    [
        ("", "dongle", "guides/westcon-avaya-ipo/"),
        ("sv/", "ordlista", "sv/reference/glossary/"),
        ("no/", "veiledning", "no/"),
        ("it/", "glossario", "it/reference/glossary/"),
        ("es/", "glosario", "es/reference/glossary/"),
    ],
)
def test_search_works_without_a_server(traveller: Reader, folder: str, words: str, found: str) -> None:
    traveller.open(folder)
    page = traveller.page
    page.keyboard.press("s")
    page.keyboard.type(words)
    links = page.locator(".md-search-result__item > .md-search-result__link")
    expect(links.first).to_be_attached()
    assert any(f"/{found}" in str(link.evaluate("link => link.href")) for link in links.all())


@pytest.mark.parametrize(
    ("folder", "label"),
    [
        ("", "Order value"),
        ("sv/", "Ordervärde"),
        ("no/", "Ordreverdi"),
        ("it/", "Valore dell'ordine"),
        ("es/", "Valor del pedido"),
    ],
)
def test_a_calculator_answers_in_each_language_without_a_server(
    traveller: Reader, folder: str, label: str
) -> None:
    traveller.open(f"{folder}calculators/order-charge/")
    calculator = Calculator(traveller.page, "order_charge")
    calculator.field(label).fill("499,99" if folder else "499.99")
    calculator.leave()
    calculator.is_answered()
    expect(calculator.said).to_contain_text(order_charge("499.99", locale=LOCALES[folder])["headline"])


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_calculator_answers_without_a_server(traveller: Reader, name: str) -> None:
    if not traveller.page.url.endswith("calculators/order-charge/"):
        traveller.open("calculators/order-charge/")
    for case in cases({name}):
        answer = traveller.page.evaluate("request => globalThis.partnerCalc.evaluate(request)", case.request)
        assert answer == evaluate(case.request), case_id(case)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("guides/cisco-webex", "guides/cisco-webex/"),
        ("sv/calculators/dispatch?value=1", "sv/calculators/dispatch/?value=1"),
        ("guides/cisco-webex/index.html", "guides/cisco-webex/index.html"),
        ("sv", "sv/"),
        ("?utm=1#what", "?utm=1#what"),
    ],
)
def test_addresses_are_understood_as_a_server_does(traveller: Reader, address: str, leads_to: str) -> None:
    assert traveller.open(address) == 200
    assert traveller.page.url == traveller.host.address + leads_to
    assert traveller.is_whole()


def test_an_unknown_address_gets_the_page_for_it_without_a_server(traveller: Reader) -> None:
    assert traveller.open("there/is/no/such/page/") == 404
    expect(traveller.page.get_by_role("heading", name="This page does not exist")).to_be_visible()
    assert traveller.is_whole()


def test_orders_are_kept_without_a_server(traveller: Reader) -> None:
    traveller.open("guides/westcon-avaya-ipo/")
    box = traveller.page.locator("#tick-order-sent")
    expect(traveller.page.locator("partner-order")).to_have_attribute("data-ready", "")
    box.check()
    traveller.page.wait_for_function(_KEPT)
    traveller.page.reload()
    expect(box).to_be_checked()


# --- What is listed ---


def test_the_worker_lists_every_page_and_leaves_out_what_no_page_uses() -> None:
    names = set(manifest()["files"])
    assert set(PAGES) <= names
    assert [name for name in names if name.endswith((".map", "sitemap.xml", "service-worker.js"))] == []
    lunr = {name.rpartition("/")[2] for name in names if "/lunr/" in name}
    assert lunr == {
        "lunr.stemmer.support.min.js",
        *(f"lunr.{language}.min.js" for language in LANGUAGES if language != "en"),
    }


def test_every_file_that_a_page_needs_is_in_its_list() -> None:
    """What it loads, and what that loads: no page is shown without its style, its scripts or its search."""
    listed = manifest()
    for name in PAGES:
        needed = set(listed["needs"][listed["pages"][name]])
        assert loaded(SITE.folder, SITE.file(name), SITE.prefix) - needed == set(), name
        folder = name.partition("/")[0]
        if name != "404.html":
            index = (
                f"{folder}/search/search_index.json" if folder in LANGUAGES else "search/search_index.json"
            )
            assert index in needed, name


def test_every_file_that_is_needed_is_saved_with_its_language() -> None:
    listed = manifest()
    for name, kind in listed["pages"].items():
        group = listed["files"][name][2]
        for needed in listed["needs"][kind]:
            assert listed["files"][needed][2] in {group, *listed["always"]}, (name, needed)


def test_every_file_of_the_runtime_is_saved_whatever_the_language() -> None:
    listed = manifest()
    runtime = [name for name in listed["files"] if name.startswith("assets/runtime/")]
    on_disk = [path for path in (SITE.folder / "assets/runtime").rglob("*") if path.is_file()]
    assert len(runtime) == len(on_disk) > 0
    assert {listed["files"][name][2] for name in runtime} <= set(listed["always"])
