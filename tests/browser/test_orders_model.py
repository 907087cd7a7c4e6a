"""Orders against a plain model: whatever is done to them in two tabs and two languages, nothing differs."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

# `ORDER_SEQUENCES=10000` is the long way; a run of all the tests tries what takes it seconds.
SEQUENCES = int(os.environ.get("ORDER_SEQUENCES", "300"))
LENGTH = 12
BATCH = 100

# What the pages do, done by the same modules. Every call is one operation, at a moment that the test names.
_HANDS = """
async (assets) => {
  const { Store } = await import(assets + "store/store.mjs");
  const { newOrder, said, copied } = await import(assets + "store/order.mjs");
  const { backupFile, readBackup, bringBack } = await import(assets + "store/backup.mjs");
  let store = new Store();
  const find = async (id) => (await store.all()).orders.find((order) => order.id === id);
  globalThis.hands = {
    start: async ({ guide, name }, now) => {
      const order = said(newOrder(guide, now), { name }, now);
      await store.add([order]);
      return order.id;
    },
    say: async ({ id, words }, now) => store.change(id, (order) => said(order, words, now)),
    duplicate: async ({ id, name }, now) => {
      const order = await find(id);
      if (!order) return null;
      const copy = copied(order, name, now);
      await store.add([copy]);
      return copy.id;
    },
    remove: async ({ id }) => {
      const order = await find(id);
      await store.remove(id);
      return order ?? null;
    },
    add: async ({ order }) => store.add([order]),
    save: async ({ ids }) => {
      const { orders } = await store.all();
      return backupFile(orders.filter(({ id }) => ids.includes(id))).text();
    },
    bringBack: async ({ text }) => {
      const { orders, damaged } = await readBackup(new File([text], "orders.json"));
      if (damaged) throw new Error("our own file is damaged");
      await bringBack(store, orders);
    },
    reload: async () => { store = new Store(); },
    all: async () => (await store.all()).orders,
  };
}
"""

# Runs sequences, each from nothing; aliases in them stand for what earlier operations gave.
_RUN = """
async (sequences) => {
  const tabs = [globalThis, globalThis.otherTab];
  const results = [];
  for (const operations of sequences) {
    const known = {};
    let now = 1_700_000_000_000;
    for (const [tab, name, given, alias] of operations) {
      now += 1000;
      const resolved = JSON.parse(JSON.stringify(given), (_, value) =>
        typeof value === "string" && value in known ? known[value] : value);
      const gave = await tabs[tab].hands[name](resolved, now);
      if (alias) known[alias] = gave;
    }
    const aliases = Object.fromEntries(Object.entries(known).map(([alias, id]) => [id, alias]));
    const orders = await globalThis.hands.all();
    results.push(Object.fromEntries(orders.map(({ id, guide, words }) => [aliases[id], { guide, words:
      Object.fromEntries(Object.entries(words).map(([key, { value }]) => [key, value])) }])));
    for (const { id } of orders) await globalThis.hands.remove({ id });
  }
  return results;
}
"""

_GUIDES = ("westcon-avaya-ipo", "cisco-webex", "incotel-esd")
_STEPS = ("check-sbr", "send-order", "have-po-number")
_QUESTIONS = ("sbr", "channel", "po_number")
_TEXTS = ("", "Åkeri & Söner", "<img src=x onerror=alert(1)>", "4711", "“ünïcode” 😀")

type Words = dict[str, tuple[Any, int]]
type Operation = tuple[int, str, dict[str, Any], str | None]


@dataclass
class Model:
    """Orders as a person thinks of them, and the operations that lead there."""

    chance: random.Random
    orders: dict[str, tuple[str, Words]] = field(default_factory=dict)
    files: dict[str, dict[str, tuple[str, Words]]] = field(default_factory=dict)
    removed: dict[str, tuple[str, tuple[str, Words]]] = field(default_factory=dict)
    operations: list[Operation] = field(default_factory=list)
    made: int = 0

    def act(self) -> None:
        acts: list[Callable[[int], None]] = [self._start, self._reload]
        if self.orders:
            acts += [self._tick, self._tick, self._tick, self._answer, self._rename, self._archive]
            acts += [self._duplicate, self._remove, self._save]
        if self.files:
            acts.append(self._bring_back)
        if self.removed:
            acts.append(self._undo)
        self.chance.choice(acts)(self.chance.randrange(2))

    def expected(self) -> dict[str, Any]:
        return {
            alias: {"guide": guide, "words": {key: value for key, (value, _) in words.items()}}
            for alias, (guide, words) in self.orders.items()
        }

    @property
    def _now(self) -> int:
        return 1_700_000_000_000 + 1000 * (len(self.operations) + 1)

    def _do(self, tab: int, name: str, given: dict[str, Any], alias: str | None = None) -> None:
        self.operations.append((tab, name, given, alias))

    def _alias(self, kind: str) -> str:
        self.made += 1
        return f"#{kind}{self.made}"

    def _any(self) -> str:
        return self.chance.choice(sorted(self.orders))

    def _say(self, tab: int, key: str, value: object) -> None:
        alias = self._any()
        words = self.orders[alias][1]
        if words.get(key, (None, 0))[0] != value:
            words[key] = (value, self._now)
        self._do(tab, "say", {"id": alias, "words": {key: value}})

    def _start(self, tab: int) -> None:
        alias, guide = self._alias("order"), self.chance.choice(_GUIDES)
        name = self.chance.choice(_TEXTS)
        self.orders[alias] = (guide, {"created": (self._now, self._now), "name": (name, self._now)})
        self._do(tab, "start", {"guide": guide, "name": name}, alias)

    def _tick(self, tab: int) -> None:
        value = self.chance.choice(("0a1b2c3d", "99999999", None))
        self._say(tab, f"tick:{self.chance.choice(_STEPS)}", value)

    def _answer(self, tab: int) -> None:
        self._say(tab, f"data:{self.chance.choice(_QUESTIONS)}", self.chance.choice((None, *_TEXTS)))

    def _rename(self, tab: int) -> None:
        self._say(tab, "name", self.chance.choice(_TEXTS))

    def _archive(self, tab: int) -> None:
        self._say(tab, "archived", self.chance.random() < 0.5)

    def _duplicate(self, tab: int) -> None:
        original, alias = self._any(), self._alias("order")
        guide, words = self.orders[original]
        data = {key: (value, self._now) for key, (value, _) in words.items() if key.startswith("data:")}
        kept = {key: word for key, word in data.items() if word[0] is not None}
        self.orders[alias] = (
            guide,
            {"created": (self._now, self._now), "name": ("copy", self._now), **kept},
        )
        self._do(tab, "duplicate", {"id": original, "name": "copy"}, alias)

    def _remove(self, tab: int) -> None:
        alias, memory = self._any(), self._alias("removed")
        self.removed[memory] = (alias, self.orders.pop(alias))
        self._do(tab, "remove", {"id": alias}, memory)

    def _undo(self, tab: int) -> None:
        memory = self.chance.choice(sorted(self.removed))
        alias, order = self.removed.pop(memory)
        self._merge({alias: order})
        self._do(tab, "add", {"order": memory})

    def _save(self, tab: int) -> None:
        alias = self._alias("file")
        some = [order for order in sorted(self.orders) if self.chance.random() < 0.7]
        self.files[alias] = {order: (self.orders[order][0], dict(self.orders[order][1])) for order in some}
        self._do(tab, "save", {"ids": some}, alias)

    def _bring_back(self, tab: int) -> None:
        alias = self.chance.choice(sorted(self.files))
        self._merge(self.files[alias])
        self._do(tab, "bringBack", {"text": alias})

    def _merge(self, orders: dict[str, tuple[str, Words]]) -> None:
        for alias, (guide, words) in orders.items():
            here = self.orders.setdefault(alias, (guide, {}))[1]
            for key, word in words.items():
                if key not in here or word[1] > here[key][1]:
                    here[key] = word

    def _reload(self, tab: int) -> None:
        self._do(tab, "reload", {})


@pytest.fixture
def tabs(visits: Visits, home: str) -> Page:
    """Two tabs of one browser, in two languages; the first one holds the other as `otherTab`."""
    page = visits.open(f"{home}orders/")
    with page.expect_popup() as opened:
        page.evaluate("(address) => { globalThis.otherTab = open(address); }", f"{home}sv/orders/")
    other = opened.value
    other.wait_for_load_state()
    for tab in (page, other):
        tab.evaluate(_HANDS, f"{home}assets/")
    return page


def _batches() -> Iterator[list[Model]]:
    for first in range(0, SEQUENCES, BATCH):
        models = [Model(random.Random(seed)) for seed in range(first, first + BATCH)]  # noqa: S311  # a seed to repeat
        for model in models:
            for _ in range(LENGTH):
                model.act()
        yield models


def test_no_sequence_of_operations_leaves_anything_but_what_the_model_says(tabs: Page) -> None:
    for models in _batches():
        found = tabs.evaluate(_RUN, [model.operations for model in models])
        for model, orders in zip(models, found, strict=True):
            assert orders == model.expected(), model.operations
