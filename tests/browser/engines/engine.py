"""What a journey asks of a browser, whichever engine it has."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.browser.calculator import START_MS

# The keys that stand for no letter, as the WebDriver standards write them.
KEYS = {"Tab": "\ue004", "Enter": "\ue006", "Space": " ", "ArrowDown": "\ue015"}

_PATIENCE_S = START_MS / 1_000
_PAUSE_S = 0.05

_IS_THERE = "selector => document.querySelector(selector) !== null"
# What lies far below is laid out when it comes near, so it may move for a moment.
_SHOW = """
async (selector) => {
  const element = document.querySelector(selector);
  let top;
  do {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    top = element.getBoundingClientRect().top;
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  } while (element.getBoundingClientRect().top !== top);
}
"""
# Whether an element takes room, and stays where it is: what was said last is drawn by then.
_RESTS = """
async (selector) => {
  const at = () => {
    const { top, height } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
    return height > 0 ? top : undefined;
  };
  const before = at();
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  return before !== undefined && at() === before;
}
"""
# Whether a click in its middle meets an element, or the words that belong to it.
_IS_MET = """
(selector) => {
  const element = document.querySelector(selector);
  const { left, top, width, height } = element.getBoundingClientRect();
  const met = document.elementFromPoint(left + width / 2, top + height / 2);
  return met !== null && (element.contains(met) || met.closest("label")?.control === element);
}
"""
_TEXT = "selector => document.querySelector(selector).innerText.trim()"
# A field that an answer brings takes the focus once it is drawn.
_SELECT = """
(selector) => {
  const field = document.querySelector(selector);
  field.focus();
  field.select();
  return document.activeElement === field;
}
"""


class NoAnswer(Exception):
    """The page threw an error, or went away while it was asked."""


class Engine(ABC):
    """A browser with one window. What it shows and where it is clicked is named by CSS selectors."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to an address, `file:` too, and wait until it has loaded."""

    @abstractmethod
    def run(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function of the page answers, promised or not. Raises NoAnswer if it throws."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Click with the mouse in the middle of an element."""

    @abstractmethod
    def keys(self, *keys: str) -> None:
        """Press keys one after the other: letters, and the names in KEYS."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """What was complained of on the console since the last time this was asked."""

    @abstractmethod
    def come_back(self) -> None:
        """Close the browser, and open it with what it keeps."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def reload(self) -> None:
        self.open(self.run("() => location.href"))

    def show(self, selector: str) -> None:
        """Scroll until an element rests in the middle of the window."""
        self.run(_SHOW, selector)

    def reach(self, selector: str) -> None:
        """Scroll to what the mouse does not meet where it stands, once it rests."""
        self.rests(selector)
        if not self.run(_IS_MET, selector):
            self.show(selector)

    def type(self, selector: str, text: str) -> None:
        """Write over what a field holds, letter by letter."""
        self.until(_SELECT, selector)
        self.keys(*text)

    def text(self, selector: str) -> str:
        """The words of an element as they are shown."""
        return str(self.run(_TEXT, selector))

    def wait(self, selector: str) -> None:
        """Wait until there is such an element."""
        self.until(_IS_THERE, selector)

    def rests(self, selector: str) -> None:
        """Wait until an element has its place on the page."""
        self.until(_RESTS, selector)

    def until(self, function: str, *arguments: Any) -> Any:
        """Ask a page until it answers something true, also while it is left for another."""
        give_up = time.monotonic() + _PATIENCE_S
        answer: Any = None
        while time.monotonic() < give_up:
            try:
                if answer := self.run(function, *arguments):
                    return answer
            except NoAnswer as left:
                answer = left
            time.sleep(_PAUSE_S)
        raise AssertionError(f"{function} {arguments} was never true: {answer!r}")


def calling(function: str) -> str:
    """A JavaScript function that takes the arguments, and gives the answer, as the text of a JSON list."""
    return f"async (given) => JSON.stringify([await ({function})(...JSON.parse(given))])"


def answer_of(text: str) -> Any:
    """The answer in what such a function gives."""
    return json.loads(text)[0]


@contextmanager
def ended(engine: Engine) -> Iterator[Engine]:
    """A browser for as long as the context lasts."""
    try:
        yield engine
    finally:
        engine.close()
