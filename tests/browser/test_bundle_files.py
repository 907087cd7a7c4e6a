"""The files of the bundles: what they hold, what they name, how large they are."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
from lxml import html
from playwright.sync_api import Browser

from guide_site.bundling.__main__ import ONE_FILE, ZIP
from guide_site.bundling.__main__ import main as write_bundles
from tests.browser.axe import violations
from tests.browser.bundles import BUILT, TOP
from tests.browser.finished import SITE
from tests.browser.readers import LOCALES

pytestmark = pytest.mark.browser

LARGEST = 12_000_000

_FOLLOWED = "//a[not(ancestor::template)]/@href | //script/@src | //img/@src | //link/@href"


def test_the_home_page_is_the_only_page_at_the_top(bundles: Path) -> None:
    assert [path.name for path in (bundles / TOP).iterdir() if path.is_file()] == ["index.html"]


def test_the_one_file_is_small_enough_for_an_e_mail(bundles: Path) -> None:
    assert (bundles / ONE_FILE).stat().st_size <= LARGEST


def test_the_one_file_says_what_it_needs_where_no_script_runs(bundles: Path) -> None:
    main = re.search("<main.*?</main>", (bundles / ONE_FILE).read_text("ascii", "ignore"))
    assert main
    for locale in LOCALES.values():
        assert f'<p lang="{locale}">' in main[0]
    assert "The calculators need scripts." in unescape(main[0])


def test_axe_finds_nothing_in_the_one_file(chromium: Browser, bundles: Path) -> None:
    page = chromium.new_page()
    page.goto((bundles / ONE_FILE).as_uri())
    page.evaluate("() => document.querySelectorAll('details').forEach((folded) => (folded.open = true))")
    assert violations(page) == []
    page.close()


def test_the_folder_holds_every_page_but_the_one_of_offline_use(bundles: Path) -> None:
    pages = [page for page in SITE.pages if not page.endswith(("offline/", "404.html"))]
    held = [path.relative_to(bundles / TOP) for path in (bundles / TOP).rglob("index.html")]
    assert sorted(held) == sorted(Path(page, "index.html") for page in pages)


def test_no_link_of_the_folder_is_dead(bundles: Path) -> None:
    dead = [
        f"{page.relative_to(bundles)}: {link}"
        for page in (bundles / TOP).rglob("*.html")
        for link in sorted({str(link) for link in html.parse(page).xpath(_FOLLOWED)})
        if not _is_there(page.parent, link)
    ]
    assert dead == []


def _is_there(folder: Path, link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.scheme) or not parts.path or (folder / unquote(parts.path)).is_file()


def test_no_page_of_the_folder_names_an_address_to_load_from(bundles: Path) -> None:
    loads = re.compile(r'<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)="(?:https?:)?//[^>]*>')
    for page in (bundles / TOP).rglob("*.html"):
        text = page.read_text("utf-8")
        assert loads.findall(text) == []
        (said,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        assert said.startswith("default-src 'none'; ")
        assert "http" not in said


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    write_bundles(SITE.folder, tmp_path)
    for name in (ZIP, ONE_FILE):
        assert (tmp_path / name).read_bytes() == (BUILT / name).read_bytes()


def test_names_in_the_zip_are_plain(bundles: Path) -> None:
    with ZipFile(bundles / ZIP) as archive:
        names = archive.namelist()
    assert all(re.fullmatch(r"partner-guides/[\w./-]+", name, re.ASCII) for name in names)
