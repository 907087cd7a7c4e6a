"""The finished site as a folder that works when its pages are opened by double click."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from guide_site.bundling import python
from guide_site.bundling.content_policy import FOLDER, policy_for, with_policy
from guide_site.bundling.scripting import OWN, classic
from guide_site.core.finished import Page, read_pages, replace_once
from guide_site.procedure.data import as_json

type Files = dict[str, bytes]

# What a service worker saves is saved here already.
_OFFLINE_PAGE = "offline/index.html"
_OFFLINE_LINE = re.compile(r'<p class="offline-line".*?</p>', re.DOTALL)
_OFFLINE_LINK = re.compile(
    r'(?P<item><li\b[^>]*>\s*)?<a href="(?:[^"]*/)?offline/(?:#[^"]*)?"[^>]*>'
    r"(?P<text>(?:(?!</a>).)*)</a>(?(item)\s*</li>)",
    re.DOTALL,
)

_SCRIPTS = "assets/javascripts"
_SITE = f"{_SCRIPTS}/partner-guides.js"
_STORE = f"{_SCRIPTS}/store.js"
# `scripts/far-store.mjs` opens it.
_STORE_PAGE = "assets/store.html"
_STORE_HTML = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="{policy}">'
    '<title>-</title><script src="javascripts/{script}"></script></html>'
)
_ENTRY = "folder.mjs"
_STAND_INS = {
    "runtime/page/launch.mjs": "packed-launch.mjs",
    "src/guide_site/store/store.mjs": "far-store.mjs",
}

# What has no use without a server: modules, Material's search, the runtime's folder.
_LEFT_OUT = re.compile(
    r"\.map$|\.mjs$|(^|/)404\.html$|(^|/)offline/|^sitemap\.xml$|^service-worker\.js$|\.webmanifest$"
    r"|^assets/(runtime|javascripts/(lunr|workers))/|(^|/)search/search_index\.json$"
)
_HEAD_LINKS = re.compile(r'<link rel="(?:canonical|alternate |prev|next|manifest)"[^>]*>')
_MODULES = re.compile(
    r'<script type="module" src="[^"]*?assets/(?P<name>(?P<room>\w+)/[\w-]+\.mjs)"></script>'
)
_LINKS = re.compile(r'(?<=\s)(?P<name>href|src|data-policies)="(?P<address>[^"]*)"')
_PROCEDURES = re.compile(r'(?<=<script type="application/json" id="procedures">).*?(?=</script>)', re.DOTALL)
_MATERIAL = re.compile(r'(?=<script src="[^"]*/bundle\.\w+\.min\.js"></script>)')


def files(site: Path, runtime: Path) -> Files:
    """Every file of the folder, by its path. Raises ValueError where a link leads nowhere."""
    pages = [page for page in read_pages(site) if page.place not in ("404.html", _OFFLINE_PAGE)]
    found = {
        name: path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and not _LEFT_OUT.search(name := path.relative_to(site).as_posix())
    }
    for folder in {page.folder for page in pages}:
        found |= _search(site, folder)
    found[_SITE] = _scripts(pages).encode()
    found |= python.scripts(runtime)
    found[_STORE] = classic(f"{OWN}/store-page.mjs").encode()
    for page in pages:
        page.html = _without_server(page, page.path.relative_to(site).as_posix())
    policy = policy_for((page.html for page in pages), FOLDER)
    found[_STORE_PAGE] = _STORE_HTML.format(policy=policy, script=posixpath.basename(_STORE)).encode()
    for page in pages:
        name = page.path.relative_to(site).as_posix()
        page.html = with_policy(page.html, policy)
        found[name] = page.html.encode()
    _check(pages, site, found)
    return found


def _scripts(pages: Iterable[Page]) -> str:
    """All that any page runs, once: what of it a page needs, its elements say."""
    modules = [module for page in pages for module in _MODULES.finditer(page.html)]
    names = {module["name"] for module in modules if module["room"] != "offline"}
    imports = "".join(f'import "../{name}";' for name in sorted(names))
    return classic(f"{OWN}/{_ENTRY}", _STAND_INS, {_ENTRY: imports, **python.worker()})


def _without_server(page: Page, name: str) -> str:
    here = posixpath.dirname(name)

    def to(path: str) -> str:
        return posixpath.relpath(path, here)

    html = _HEAD_LINKS.sub("", page.html)
    html = _MODULES.sub("", html)
    html = _OFFLINE_LINK.sub(lambda link: "" if link["item"] else link["text"], _OFFLINE_LINE.sub("", html))
    html = _LINKS.sub(lambda link: f'{link["name"]}="{escape(to_page(unescape(link["address"])))}"', html)
    html = _PROCEDURES.sub(_procedures, html)
    search = posixpath.join(page.folder, _SCRIPT_OF_SEARCH)
    html, found = _MATERIAL.subn(f'<script src="{to(search)}"></script>', html)
    if found != 1:
        raise ValueError(f"{name} starts Material {found} times")
    return replace_once(html, "</body>", f'<script src="{to(_SITE)}"></script></body>')


def to_page(address: str) -> str:
    """A link to a folder, to the page in it. Others stay as they are."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    if posixpath.basename(parts.path) not in ("", ".", ".."):
        return address
    return parts._replace(path=posixpath.join(parts.path, "index.html")).geturl()


def _procedures(data: re.Match[str]) -> str:
    """The guides that the page of all orders opens."""
    guides = json.loads(data[0])
    for guide in guides.values():
        guide["address"] = to_page(guide["address"])
    return as_json(guides)


# ---- Search

_SCRIPT_OF_SEARCH = "search/search.js"


def _search(site: Path, folder: str) -> Files:
    """A language's index where Material looks for it without a server, and the script that searches it."""
    index: dict[str, Any] = json.loads((site / folder / "search/search_index.json").read_bytes())
    index["docs"] = [entry for entry in index["docs"] if not entry["location"].startswith("offline/")]
    for entry in index["docs"]:
        entry["location"] = to_page(entry["location"]) or "index.html"
    data = json.dumps(index, ensure_ascii=False)
    worker = classic(f"{OWN}/packed-search.mjs", texts={"search-worker.txt": _search_worker(site, folder)})
    return {
        posixpath.join(folder, "search/search_index.js"): f"var __index={data};".encode(),
        posixpath.join(folder, _SCRIPT_OF_SEARCH): worker.encode(),
    }


def _search_worker(site: Path, folder: str) -> str:
    """Material's worker with the stemmer that it would load for the language."""
    scripts = site / _SCRIPTS
    (worker,) = (scripts / "workers").glob("search.*.min.js")
    stemmers = [scripts / f"lunr/min/lunr.{name}.min.js" for name in ("stemmer.support", folder) if folder]
    parts = [worker, *stemmers]
    return ";\n".join([*(part.read_text(encoding="utf-8") for part in parts), "self.importScripts=()=>{};"])


# ---- Judging

_HERE = re.compile(r'(?<=\s)(?:href|src)="([^"]*)"')


def _check(pages: Iterable[Page], site: Path, found: Files) -> None:
    """Without a server, nothing says what is missing: so it is said here."""
    for page in pages:
        here = posixpath.dirname(page.path.relative_to(site).as_posix())
        for address in _HERE.findall(page.html):
            parts = urlsplit(unescape(address))
            target = posixpath.normpath(posixpath.join(here, parts.path))
            if not parts.scheme and parts.path and target not in found:
                raise ValueError(f"{page.path} links to {address}, which is not in the folder")
