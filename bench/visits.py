"""Visits to a contender's page in Chromium, each in a process of its own, and what they cost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, Page, Playwright

from bench.contenders import QUESTION, TOTAL
from bench.hosting import Host, Sent

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--lang=en-US",
)
_PATIENCE_MS = 90_000

# The question is asked in the moment in which the page's scripts offer to answer.
_ASK = """
globalThis.firstAnswer = new Promise((resolve, reject) => {
  setTimeout(reject, %(patience)d, new Error("no answer"));
  const tasks = [];
  new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map((task) => task.duration));
  }).observe({ type: "longtask", buffered: true });
  let offered;
  Object.defineProperty(globalThis, "partnerCalc", {
    get: () => offered,
    set: (offer) => {
      offered = offer;
      Promise.resolve(offered.evaluate(%(question)s)).then((answer) => {
        const ms = performance.now();
        setTimeout(() => resolve({ ms, total: answer.total, tasks }), 200);
      }, reject);
    },
  });
});
"""

# The pause between the last key and the question is no wait for the calculator: `work` leaves it out.
_TYPE = """async (changes) => {
  const field = document.querySelector("[name=order_value]");
  const answer = document.querySelector(".calculator-answer");
  const wait = globalThis.setTimeout;
  let woken = 0;
  globalThis.setTimeout = (run, ...rest) => wait(() => { woken = performance.now(); run(); }, ...rest);
  const taken = [];
  for (let turn = 0; turn < changes; turn += 1) {
    const answered = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        if (answer.dataset.state !== "current") return;
        watch.disconnect();
        resolve(performance.now());
      });
      watch.observe(answer, { attributes: true, attributeFilter: ["data-state"] });
    });
    field.value = String(100 + 7 * turn);
    const typed = performance.now();
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    const handled = performance.now();
    const shown = await answered;
    const pause = woken > handled ? woken - handled : 0;
    taken.push({ work: shown - typed - pause, whole: shown - typed });
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  globalThis.setTimeout = wait;
  return taken;
}"""


class WrongAnswer(Exception):
    """A page answered, but not what it should."""


@dataclass(frozen=True)
class Visit:
    """From the start of the navigation to the first right answer; bytes and requests are the server's count.

    `memory` is the proportional share of the page's process, its workers included, once it has answered.
    """

    ms: float
    bytes: int
    requests: int
    long_tasks: int
    blocked_ms: float
    memory: int


@dataclass(frozen=True)
class Change:
    """Milliseconds from a key to the answer in the page: the work alone, and with the page's pause."""

    work: float
    whole: float


class Reader:
    """Somebody with a browser of their own. What a visit leaves in its cache is there for the next one."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self._playwright = playwright
        self._profile = profile

    @contextmanager
    def visit(self, host: Host, page: str) -> Iterator[tuple[Page, Visit]]:
        """Open a page in a new process and have the question answered. The page stays open meanwhile."""
        with self.browser() as context:
            opened = context.pages[0]
            opened.add_init_script(_ASK % {"question": json.dumps(QUESTION), "patience": _PATIENCE_MS})
            host.sent.clear()
            opened.goto(host.address + page, wait_until="commit")
            answer = opened.evaluate("() => globalThis.firstAnswer")
            if answer["total"] != TOTAL:
                raise WrongAnswer(f"{page} answers {answer['total']}, not {TOTAL}")
            sent = host.settle()
            yield (
                opened,
                Visit(
                    ms=answer["ms"],
                    bytes=sum(one.size for one in sent),
                    requests=len(sent),
                    long_tasks=len(answer["tasks"]),
                    blocked_ms=sum(answer["tasks"]),
                    memory=_largest_renderer(self._profile),
                ),
            )

    def read(self, host: Host, page: str) -> list[Sent]:
        """Open a page, and do nothing there. What was sent for it."""
        with self.browser() as context:
            host.sent.clear()
            context.pages[0].goto(host.address + page)
            return host.settle()

    @contextmanager
    def browser(self) -> Iterator[BrowserContext]:
        """Chromium with this reader's cache, in a new process."""
        context = self._playwright.chromium.launch_persistent_context(
            self._profile, executable_path=chromium(), args=list(FLAGS), locale="en-GB"
        )
        context.set_default_timeout(_PATIENCE_MS)
        try:
            yield context
        finally:
            context.close()


@contextmanager
def newcomer(playwright: Playwright) -> Iterator[Reader]:
    """A reader whose cache is empty."""
    # A browser that has just been closed may still write there.
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        yield Reader(playwright, Path(profile))


def type_values(page: Page, changes: int) -> list[Change]:
    """Type so many order values, one after the other, and wait for each answer."""
    return [Change(**taken) for taken in page.evaluate(_TYPE, changes)]


def chromium() -> str:
    """Where Chromium is. Raises FileNotFoundError where there is none."""
    for name in CHROMIUM:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("No Chromium was found. Install it first: make browsers")


def _largest_renderer(profile: Path) -> int:
    """Bytes of memory of the page's process: of those that show pages in this browser, the largest."""
    parents: dict[int, int] = {}
    commands: dict[int, str] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            commands[int(process.name)] = (process / "cmdline").read_text()
            parents[int(process.name)] = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        except (OSError, UnicodeDecodeError):
            continue

    def ours(pid: int) -> bool:
        while pid in parents:
            if f"--user-data-dir={profile}" in commands[pid]:
                return True
            pid = parents[pid]
        return False

    return max(_share(pid) for pid, said in commands.items() if "--type=renderer" in said and ours(pid))


def _share(pid: int) -> int:
    """A process's proportional share of memory: what it has alone, and its part of what is shared."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    return int(rollup.partition("\nPss:")[2].split()[0]) * 1024
