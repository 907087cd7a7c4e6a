"""Firefox, driven over WebDriver BiDi, which it speaks itself."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, override

from websocket import WebSocket, create_connection

from tests.browser.calculator import START_MS
from tests.browser.engines.engine import KEYS, Engine, NoAnswer, answer_of, calling

# It asks nobody for news of itself, and shows no page of its own.
_SETTINGS = {
    "app.normandy.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "en-GB",
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,nothing",
}
# What a page still asked for when it was left for another.
_BROKEN_OFF = "NS_BINDING_ABORTED"


class Firefox(Engine):
    """`profile` is a folder of its own, where it keeps what it remembers."""

    def __init__(self, path: str, profile: Path) -> None:
        self._path = path
        self._profile = profile
        self._heard: list[str] = []
        settings = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _SETTINGS.items()
        )
        (profile / "user.js").write_text("\n".join(settings), encoding="utf-8")
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [
                self._path,
                "--headless",
                "--profile",
                self._profile,
                "--remote-debugging-port=0",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._wire = _connect(self._process)
        self._asked = 0
        self._ask("session.new", capabilities={})
        # In the tab that it starts with, the address has the focus and never lets the page have it.
        first = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        self._window = self._ask("browsingContext.create", type="tab")["context"]
        self._ask("browsingContext.close", context=first)
        self._ask("session.subscribe", events=["log.entryAdded"])

    def _ask(self, method: str, **params: Any) -> Any:
        """One command and its result. What the browser tells in between is heard."""
        self._asked += 1
        self._wire.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            message = json.loads(self._wire.recv())
            if message.get("id") == self._asked:
                if message["type"] == "error":
                    raise NoAnswer(f"{method}: {message['error']}: {message['message']}")
                return message["result"]
            if message.get("method") == "log.entryAdded":
                self._hear(message["params"])

    def _hear(self, entry: dict[str, Any]) -> None:
        if entry["level"] in ("error", "warn") and entry["text"] != _BROKEN_OFF:
            self._heard.append(f"{entry['level']}: {entry['text']}")

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        source = {"type": kind, "id": kind, "actions": actions}
        self._ask("input.performActions", context=self._window, actions=[source])

    @override
    def open(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self._window, url=address, wait="complete")

    @override
    def run(self, function: str, *arguments: Any) -> Any:
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=calling(function),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            awaitPromise=True,
            target={"context": self._window},
        )
        if answer["type"] == "exception":
            raise NoAnswer(answer["exceptionDetails"]["text"])
        return answer_of(answer["result"]["value"])

    @override
    def click(self, selector: str) -> None:
        self.reach(selector)
        locator = {"type": "css", "value": selector}
        found = self._ask(
            "browsingContext.locateNodes", context=self._window, locator=locator, maxNodeCount=1
        )
        middle = {"type": "element", "element": {"sharedId": found["nodes"][0]["sharedId"]}}
        self._act(
            "pointer",
            {"type": "pointerMove", "x": 0, "y": 0, "origin": middle},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    @override
    def keys(self, *keys: str) -> None:
        pressed = [KEYS.get(key, key) for key in keys]
        self._act("key", *({"type": half, "value": key} for key in pressed for half in ("keyDown", "keyUp")))

    @override
    def complaints(self) -> list[str]:
        self.run("() => null")  # what was told before is heard by then
        heard, self._heard = self._heard, []
        return heard

    @override
    def come_back(self) -> None:
        self.close()
        self._start()

    @override
    def close(self) -> None:
        self._ask("browser.close")
        self._wire.close()
        with self._process:
            """It ends by itself, and its profile is written by then."""


def _connect(process: subprocess.Popen[str]) -> WebSocket:
    assert process.stderr
    for line in process.stderr:
        if listening := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            # Firefox refuses whoever says which page it comes from.
            address = f"{listening[1]}/session"
            return create_connection(address, suppress_origin=True, timeout=START_MS / 1_000)
    raise AssertionError("Firefox ended before it listened")
