"""What holds a page of the site up: Python that starts, and many orders."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, Playwright

from bench.contenders import prefix_of
from bench.hosting import Host, hosted
from bench.visits import newcomer

_TIMES = 3
_CALCULATOR = "calculators/order-charge/"
_GUIDE = "guides/westcon-avaya-ipo/"

# Watches for tasks of over 50 ms, which is what the browser calls long, until Python has answered.
_START_WATCHED = """async () => {
  const tasks = [];
  const observer = new PerformanceObserver((list) => {
    tasks.push(...list.getEntries().map((task) => task.duration));
  });
  observer.observe({ type: "longtask" });
  await globalThis.partnerCalc.evaluate({
    calculator: "parse_number", inputs: { text: "1", locale: "en" }, locale: "en",
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  return tasks;
}"""
_WATCH_LONG_TASKS = """
globalThis.longTasks = [];
new PerformanceObserver((list) => {
  globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: "longtask", buffered: true });
"""
_ADD_ORDERS = """
async ([assets, guide]) => {
  const { Store } = await import(assets + "store/store.mjs");
  const { newOrder, said } = await import(assets + "store/order.mjs");
  const steps = Array.from({ length: 20 }, (_, number) => [`tick:step-${number}`, "00000000"]);
  const orders = Array.from({ length: 200 }, (_, number) =>
    said(newOrder(guide), { name: `Order ${number}`, ...Object.fromEntries(steps) }));
  await new Store().add(orders);
}
"""


def starts(playwright: Playwright, site: Path) -> list[list[float]]:
    """The long tasks of each start of Python in a page that has come to rest, in milliseconds."""
    return [_start(playwright, site) for _ in range(_TIMES)]


def _start(playwright: Playwright, site: Path) -> list[float]:
    with hosted(site, prefix_of(site)) as host, newcomer(playwright) as reader, reader.browser() as browser:
        page = browser.pages[0]
        page.goto(host.address + _CALCULATOR, wait_until="networkidle")
        tasks: list[float] = page.evaluate(_START_WATCHED)
        return tasks


def orders(playwright: Playwright, site: Path) -> dict[str, list[float]]:
    """The longest task of each visit to a guide in which a box is ticked: alone, and with 200 orders kept."""
    with hosted(site, prefix_of(site)) as host, newcomer(playwright) as reader, reader.browser() as browser:
        page = browser.pages[0]
        page.add_init_script(_WATCH_LONG_TASKS)
        alone = [_longest_task(page, host) for _ in range(_TIMES)]
        page.goto(f"{host.address}orders/")
        page.evaluate(_ADD_ORDERS, [f"{host.address}assets/", Path(_GUIDE).name])
        return {"alone": alone, "held": [_longest_task(page, host) for _ in range(_TIMES)]}


def _longest_task(page: Page, host: Host) -> float:
    page.goto(host.address + _GUIDE)
    page.locator("partner-order[data-ready]").wait_for()
    page.locator("#tick-check-sbr").click()
    return max(page.evaluate("globalThis.longTasks"), default=0.0)
