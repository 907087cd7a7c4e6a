"""A server that can be stopped and given another edition of the site, and people who save the site."""

from __future__ import annotations

import json
import math
import os
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from socket import SHUT_RDWR
from threading import Condition, Thread
from typing import Any, BinaryIO

from playwright.sync_api import BrowserContext, Locator, Page, expect

from guide_site import serve
from guide_site.offline import listing
from tests.browser.finished import SITE
from tests.browser.visits import PATIENCE_MS

LANGUAGES = {"en": "English", "sv": "Svenska", "no": "Norsk bokmål", "it": "Italiano", "es": "Español"}
# What Chromium itself notes when a request gets no answer, or an answer with such a status.
NO_ANSWER = r"Failed to load resource: (net::ERR_|the server responded with a status of (404|503))"

_EDITION = re.compile(r"edition (\d+)")


class Host:
    """Serves a folder, and remembers what was asked for. It keeps its address when it is stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.spoilt: set[str] = set()
        self._answers: float = math.inf
        self._turn = Condition()
        self._server: _Server | None = None
        self._port = 0
        self.start()
        self.address = f"http://127.0.0.1:{self._port}/"

    def start(self) -> None:
        """Serve again."""
        self.fall_silent(after=math.inf)
        if self._server:
            return
        handler = partial(_Watched, directory="", prefix="/", quiet=True, host=self)
        self._server = _Server(("127.0.0.1", self._port), handler)
        self._port = self._server.server_port
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """From now on nobody answers, and who is being answered is cut off."""
        if self._server:
            self._server.shutdown()
            self._server.cut_off()
            self._server.server_close()
            self._server = None

    def fall_silent(self, after: float) -> None:
        """Answer so many more files, and from then on none until it is started anew."""
        with self._turn:
            self._answers = after
            self._turn.notify_all()

    def is_silent(self) -> None:
        """Wait until somebody waits for an answer."""
        with self._turn:
            assert self._turn.wait_for(lambda: self._answers < 0, PATIENCE_MS / 1_000)

    def turn_of(self, name: str) -> None:
        """Wait until a file that is asked for may be answered."""
        self.asked.append(name)
        with self._turn:
            self._answers -= 1
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._answers >= 0)


class _Server(ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = True
    block_on_close = False

    def __init__(self, *args: Any) -> None:
        self._open: set[Any] = set()
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def cut_off(self) -> None:
        """End every connection, whatever is being said on it."""
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no error."""


class _Watched(serve.Pages):
    def __init__(self, *args: object, host: Host, **kwargs: object) -> None:
        self.host = host
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed through as they come

    def send_head(self) -> BytesIO | BinaryIO | None:
        name = self.path.partition("?")[0].lstrip("/")
        self.host.turn_of(name)
        # Browsers connect before they ask: the folder of that moment may be an older one.
        self.directory = str(self.host.folder)
        if name in self.host.spoilt:
            wrong = b"something else"
            self.send_response(200)
            self.send_header("Content-Length", str(len(wrong)))
            self.end_headers()
            return BytesIO(wrong)
        return super().send_head()


@contextmanager
def hosted(folder: Path = SITE.folder) -> Iterator[Host]:
    """A host for as long as the context lasts."""
    host = Host(folder)
    try:
        yield host
    finally:
        host.stop()


def light(folder: Path) -> Path:
    """A copy of the site in which Python weighs next to nothing, and does not start."""
    shutil.copytree(SITE.folder, folder, copy_function=os.link)
    for path in (folder / "assets/runtime").rglob("*.*"):
        _rewrite(path, f"{path.name} of another day")
    _write_worker(folder)
    return folder


def edition(number: int, site: Path, folder: Path, only: str | None = None) -> Path:
    """A copy of a site that says in each page, or in one, and in its style which edition it is."""
    shutil.copytree(site, folder, copy_function=os.link)
    pages = folder.rglob("*.html") if only is None else [folder / only / "index.html"]
    for path in pages:
        _rewrite(path, path.read_text("utf-8").replace("</body>", f"<!-- edition {number} --></body>"))
    if only is None:
        style = folder / "assets" / "core" / "site.css"
        _rewrite(style, f"{style.read_text('utf-8')}\n:root {{ --edition: {number}; }}\n")
    _write_worker(folder)
    return folder


def _write_worker(folder: Path) -> None:
    (folder / "service-worker.js").unlink()
    listing.write_worker(folder)


def _rewrite(path: Path, text: str) -> None:
    # A new file: the old one is the site's own.
    path.unlink()
    path.write_text(text, encoding="utf-8")


class Reader:
    """A person at a browser who saves the site for offline use."""

    def __init__(self, page: Page, host: Host) -> None:
        self.page = page
        self.host = host

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def open(self, name: str = "offline/") -> int:
        """Go to a page of the site; its status."""
        response = self.page.goto(self.host.address + name)
        assert response
        return response.status

    def begin(self, *languages: str) -> None:
        """Start to save, beside what is chosen already."""
        for language in languages:
            box = self.page.get_by_label(LANGUAGES[language])
            if box.is_enabled():
                box.check()
        self.page.get_by_role("button", name="Save on this device").click()

    def save(self, *languages: str) -> None:
        """Save on the page that is open, and wait until all is there."""
        self.begin(*languages)
        self.is_saved(*languages)

    def is_saved(self, *languages: str) -> None:
        """Wait until the page says so."""
        state = self.page.locator(".offline-state")
        expect(state).to_contain_text("Saved on this device")
        for language in languages:
            expect(self.page.get_by_label(LANGUAGES[language])).to_be_disabled()
        expect(self.page.locator(".offline-progress")).to_be_hidden()

    @property
    def told(self) -> Locator:
        """What the page says of a trouble."""
        return self.page.get_by_role("alert").get_by_role("paragraph")

    @property
    def line(self) -> Locator:
        return self.page.locator(".offline-line")

    def new_version_waits(self) -> None:
        expect(self.line).to_contain_text("A new version is ready.")

    def take_over(self) -> None:
        """Press the button in the footer."""
        self.line.get_by_role("button", name="Use the new version").click()

    def stop_workers(self) -> None:
        """End every service worker, whatever it is doing."""
        session = self.context.new_cdp_session(self.page)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.detach()

    def caches(self) -> list[str]:
        names: list[str] = self.page.evaluate("() => caches.keys()")
        return sorted(names)

    def registrations(self) -> int:
        count: int = self.page.evaluate(
            "() => navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        )
        return count

    def lose(self, chance: random.Random, share: float) -> int:
        """Delete some of what is saved, as a browser might. How many files."""
        keys: list[list[str]] = self.page.evaluate(
            """async () => {
                const found = [];
                for (const name of await caches.keys()) {
                    if (name.endsWith(':settings')) continue;
                    for (const { url } of await (await caches.open(name)).keys()) found.push([name, url]);
                }
                return found;
            }"""
        )
        lost = chance.sample(keys, max(1, int(len(keys) * share)))
        self.page.evaluate(
            "(lost) => Promise.all(lost.map(async ([name, url]) => (await caches.open(name)).delete(url)))",
            lost,
        )
        return len(lost)

    def editions(self) -> set[int]:
        """The editions of the page that is open: of its words and of its style. An unmarked one is 1."""
        found = _EDITION.search(self.page.content())
        style = self.page.evaluate(
            "() => getComputedStyle(document.documentElement).getPropertyValue('--edition')"
        )
        return {int(found[1]) if found else 1, int(style or 1)}

    def is_whole(self) -> bool:
        """Whether every style of the page that is open is there, and its scripts ran."""
        whole: bool = self.page.evaluate(
            """() => {
                const styles = [...document.querySelectorAll('link[rel=stylesheet]')];
                const scripted = document.documentElement.classList.contains('js');
                return scripted && styles.every((link) => link.sheet?.cssRules.length);
            }"""
        )
        return whole

    def is_sorry(self) -> bool:
        """Whether the page that is open says that it cannot be shown."""
        return self.page.locator(".md-header").count() == 0 and self.page.locator("h1").count() == 1


def manifest(folder: Path = SITE.folder) -> dict[str, Any]:
    """What the service worker of a site lists."""
    first = (folder / "service-worker.js").read_text("utf-8").partition("\n")[0]
    listed: dict[str, Any] = json.loads(first.removeprefix("const SITE = ").removesuffix(";"))
    return listed
