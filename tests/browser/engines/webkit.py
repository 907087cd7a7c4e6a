"""WebKitGTK, driven over WebDriver. It needs a screen, which Xvfb draws where nobody looks."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, override

from tests.browser.calculator import START_MS
from tests.browser.engines.engine import KEYS, Engine, NoAnswer, answer_of, calling

_ASK = """
const [given, done] = arguments;
(%s)(given).then((answer) => done({ answer }), (error) => done({ error: String(error) }));
"""

# Its driver tells nothing of the console, so a page listens to itself as soon as it has loaded.
_LISTEN = """
async () => {
  // It may be told that the page has loaded a moment before it has.
  if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded));
  const heard = (globalThis.heardComplaints = []);
  for (const level of ["error", "warn"]) {
    console[level] = (...said) => heard.push(`${level}: ${said.join(" ")}`);
  }
  addEventListener("error", ({ message }) => heard.push(`error: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => heard.push(`error: ${reason}`));
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    heard.push(`error: Content-Security-Policy: ${effectiveDirective} ${blockedURI}`));
  for (const { name, responseStatus } of performance.getEntriesByType("resource")) {
    if (responseStatus >= 400) heard.push(`error: status of ${responseStatus} (${name})`);
  }
}
"""


class WebKit(Engine):
    """Its browser keeps nothing when it is driven: coming back is closing the window and opening another."""

    def __init__(self, driver: str, screen: str, folder: Path) -> None:
        self._screen, display = _screen(screen)
        folder.chmod(0o700)
        environment = {
            **os.environ,
            "DISPLAY": display,
            "HOME": str(folder),
            "LIBGL_ALWAYS_SOFTWARE": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
            "XDG_RUNTIME_DIR": str(folder),
        }
        self._port = _free_port()
        self._driver = subprocess.Popen([driver, f"--port={self._port}"], env=environment)
        self._session = ""
        # It starts the browser that it came with.
        self._session = f"/session/{self._ask('POST', '/session', capabilities={})['sessionId']}"
        self._ask("POST", "/timeouts", script=START_MS)

    def _ask(self, method: str, path: str, **params: Any) -> Any:
        """One command and its value."""
        # A page that never comes to rest fails its test, and holds up no other.
        connection = HTTPConnection("127.0.0.1", self._port, timeout=2 * START_MS / 1_000)
        try:
            _patiently(connection)
            connection.request(method, self._session + path, json.dumps(params) if method == "POST" else None)
            response = connection.getresponse()
            value = json.load(response)["value"]
        finally:
            connection.close()
        if response.status != HTTPStatus.OK:
            raise NoAnswer(f"{path}: {value['error']}: {value['message']}")
        return value

    @override
    def open(self, address: str) -> None:
        self._ask("POST", "/url", url=address)
        self.run(_LISTEN)

    @override
    def run(self, function: str, *arguments: Any) -> Any:
        told = self._ask(
            "POST", "/execute/async", script=_ASK % calling(function), args=[json.dumps(arguments)]
        )
        if "error" in told:
            raise NoAnswer(told["error"])
        return answer_of(told["answer"])

    @override
    def click(self, selector: str) -> None:
        self.reach(selector)
        (element,) = self._ask("POST", "/element", using="css selector", value=selector).values()
        self._ask("POST", f"/element/{element}/click")

    @override
    def keys(self, *keys: str) -> None:
        pressed = [KEYS.get(key, key) for key in keys]
        halves = [{"type": half, "value": key} for key in pressed for half in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", actions=[{"type": "key", "id": "keys", "actions": halves}])

    @override
    def complaints(self) -> list[str]:
        heard: list[str] = self.run("() => globalThis.heardComplaints?.splice(0) ?? []")
        return heard

    @override
    def come_back(self) -> None:
        left = self._ask("GET", "/window")
        opened = self._ask("POST", "/window/new", type="window")["handle"]
        self._ask("POST", "/window", handle=left)
        self._ask("DELETE", "/window")
        self._ask("POST", "/window", handle=opened)

    @override
    def close(self) -> None:
        self._ask("DELETE", "")
        for process in (self._driver, self._screen):
            process.terminate()
            process.wait()


def _screen(path: str) -> tuple[subprocess.Popen[bytes], str]:
    """A screen of its own, and its name."""
    ours, theirs = os.pipe()
    process = subprocess.Popen(
        [path, "-displayfd", str(theirs), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    with os.fdopen(ours) as told:
        return process, f":{told.readline().strip()}"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _patiently(connection: HTTPConnection) -> None:
    """Connect; the driver may just have been started."""
    give_up = time.monotonic() + START_MS / 1_000
    while True:
        try:
            return connection.connect()
        except ConnectionRefusedError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)
