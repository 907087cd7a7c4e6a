"""What offline use rests on: how large each part of the site is, and the service worker with all files."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import urlsplit

from babel import Locale
from babel.units import format_unit
from lxml import html

from calc.words import words
from guide_site.core.esbuild import bundled
from guide_site.core.finished import Page
from guide_site.core.languages import FOLDERS, language_of, root_of
from guide_site.offline.contents import ALWAYS, SHARED, WORKER, lasting, saved, stemmer
from guide_site.offline.sorry import TROUBLES, sorry_page

_SCRIPTS = Path(__file__).parent
_GAP = re.compile(r"\[\[(?P<bytes>bytes:)?(?P<groups>[a-z+]+)\]\]")
# A script that another one names, to import it or to start it.
_SCRIPT = re.compile(r'"((?:\.{1,2}/)*[\w/-]+\.mjs)"')
# Sizes are told in tenths of a megabyte, rounded up: a mended sentence does not change what the page says.
_STEP = 100_000


def tell_sizes(site: Path, pages: list[Page]) -> None:
    """Write into the pages on offline use how large each part of the site is."""
    sizes = _sizes(site, pages)
    for page in pages:
        if "<partner-offline" in page.html:
            page.html = _GAP.sub(partial(_told, sizes, words(page.language).cldr), page.html)


def write_worker(site: Path) -> None:
    """Write the service worker of a site that is finished: it refuses a file that changes afterwards."""
    files = {
        _address(name): (_digest(site / name), (site / name).stat().st_size, group)
        for name, group in saved(site)
    }
    needs, kinds = _needs(site, files)
    listed = {
        "files": files,
        "always": ALWAYS,
        "lasting": lasting({name: digest for name, (digest, _, _) in files.items()}),
        "needs": needs,
        "pages": kinds,
        "sorry": {language: _sorry(language) for language in FOLDERS},
    }
    script = bundled(_SCRIPTS, "worker/service-worker.mjs", "--format=iife")
    version = hashlib.sha256((json.dumps(listed) + script).encode()).hexdigest()[:16]
    data = json.dumps({"version": version, **listed}, ensure_ascii=False, separators=(",", ":"))
    (site / WORKER).write_text(f"const SITE = {data};\n{script}", encoding="utf-8")


def _address(name: str) -> str:
    """How a file is asked for: a page by its folder."""
    return name.removesuffix("index.html") if f"/{name}".endswith("/index.html") else name


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# ---- How large


def _sizes(site: Path, pages: list[Page]) -> Counter[str]:
    """Bytes by group. The pages are still in hand, the rest is on the disk."""
    in_hand = {page.path: len(page.html.encode()) for page in pages}
    sizes: Counter[str] = Counter()
    for name, group in saved(site):
        path = site / name
        sizes[group] += in_hand.get(path) or path.stat().st_size
    return sizes


def _told(sizes: Counter[str], locale: Locale, gap: re.Match[str]) -> str:
    size = sum(math.ceil(sizes[group] / _STEP) * _STEP for group in gap["groups"].split("+"))
    if gap["bytes"]:
        return str(size)
    return format_unit(size / 1e6, "digital-megabyte", "short", "#,##0.0", locale)


# ---- What each page needs


def _needs(site: Path, files: dict[str, tuple[str, int, str]]) -> tuple[list[list[str]], dict[str, int]]:
    """The lists of files that pages need to be shown whole and searched, and which list each page has."""
    lists: dict[tuple[str, ...], int] = {}
    kinds: dict[str, int] = {}
    home = _path_of_home(site)
    for name, (_, _, group) in files.items():
        if name in ("", "404.html") or name.endswith("/"):
            file = site / name if name else site / "index.html"
            page = file / "index.html" if file.is_dir() else file
            needed = {*_named_in(page, site, home), *_search_files(group, files)} & files.keys()
            kinds[name] = lists.setdefault(tuple(sorted(needed)), len(lists))
    return [list(needed) for needed in lists], kinds


def _path_of_home(site: Path) -> str:
    """The path that the site was built for: the page for lost addresses names all files by it."""
    (link,) = html.parse(site / "index.html").getroot().xpath("//link[@rel='canonical']/@href")
    return urlsplit(str(link)).path


def _named_in(page: Path, site: Path, home: str) -> Iterator[str]:
    """The files that a page loads: styles, pictures, scripts and what those import."""
    root = html.parse(page).getroot()
    folder = page.parent.relative_to(site).as_posix()
    for link in root.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src"):
        path = str(link)
        name = path.removeprefix(home) if path.startswith(home) else normpath(join(folder, path))
        yield name
        if name.endswith(".mjs"):
            yield from _imports(site / name, site)


def _imports(script: Path, site: Path) -> set[str]:
    found: set[Path] = set()
    left = [script]
    while left:
        reading = left.pop()
        names = _SCRIPT.findall(reading.read_text("utf-8"))
        named = {Path(normpath(reading.parent / name)) for name in names}
        new = {path for path in named - found if path.is_file()}
        found |= new
        left += new
    return {path.relative_to(site).as_posix() for path in found}


def _search_files(group: str, files: Iterable[str]) -> Iterator[str]:
    if group == SHARED:
        # The page for lost addresses speaks all languages: none of their indexes must be there for it.
        return
    folder = root_of(group)
    yield f"{folder}search/search_index.json"
    yield from (name for name in files if name.startswith("assets/javascripts/workers/"))
    if folder:
        yield from (stemmer("stemmer.support"), stemmer(group))


# ---- What is shown in place of a page


def _sorry(language: str) -> dict[str, str]:
    told = words(language_of(language).locale)
    folder = root_of(language)
    return {trouble: sorry_page(trouble, folder, told) for trouble in TROUBLES}
