"""When orders cannot be kept, or a file is not what it should be: a clear word, and nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.order_pages import Guide, MyOrders
from tests.browser.visits import Visits

WESTCON = "westcon-avaya-ipo"
MARKUP = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
ID = "0123456789abcdef0123456789abcdef"


def order(**changes: Any) -> dict[str, Any]:
    """An order as a file has it."""
    words = {"created": {"value": 1, "at": 1}, "name": {"value": "Brought", "at": 2}}
    return {"version": 1, "id": ID, "guide": WESTCON, "words": words, **changes}


def backup(*orders: Any, **changes: Any) -> bytes:
    return json.dumps({"format": "partner-orders", "version": 1, "orders": orders, **changes}).encode()


def payload(content: bytes) -> FilePayload:
    return {"name": "orders.json", "mimeType": "application/json", "buffer": content}


# --- Files ---

REFUSED = {
    "cut in half": (backup(order())[:90], "cut off or damaged"),
    "from the future": (backup(order(), version=2), "newer version of this site"),
    "something else": (b'{"format": "shopping"}', "holds no orders of this site"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_changes_nothing_and_says_so(my_orders: MyOrders, name: str) -> None:
    my_orders.start(WESTCON, "Before")
    content, said = REFUSED[name]
    my_orders.file.set_input_files(payload(content))
    expect(my_orders.said).to_contain_text(said)
    expect(my_orders.said).to_contain_text("Nothing was changed")
    expect(my_orders.names).to_have_text(["Before"])


def test_a_file_of_50_megabytes_is_not_even_opened(my_orders: MyOrders, tmp_path: Path) -> None:
    my_orders.start(WESTCON, "Before")
    path = tmp_path / "huge.json"
    path.write_bytes(b" " * 50_000_000)
    my_orders.file.set_input_files(path)
    expect(my_orders.said).to_contain_text("larger than 10 MB")
    expect(my_orders.names).to_have_text(["Before"])


def test_what_is_no_order_is_left_out_and_counted_and_the_rest_comes_back(my_orders: MyOrders) -> None:
    my_orders.file.set_input_files(payload(backup(7, order(id=MARKUP), order())))
    expect(my_orders.said).to_contain_text("1 added")
    expect(my_orders.said).to_contain_text("left out: 2")
    expect(my_orders.names).to_have_text(["Brought"])


def test_markup_in_every_field_stays_text(my_orders: MyOrders) -> None:
    told = {"label": MARKUP, "reasons": [MARKUP]}
    deadline = {"id": "x", "at": "2099-01-01", "rules": ["westcon.clock"], "told": {"en": told}}
    words = {
        "name": MARKUP,
        "created": 1,
        "tick:send-order": MARKUP,
        "data:po_number": MARKUP,
        "data:end_user": [MARKUP, {"a": MARKUP}],
        "deadlines:dispatch": [deadline],
    }
    entries = {key: {"value": value, "at": 5} for key, value in words.items()}
    my_orders.file.set_input_files(payload(backup(order(words=entries))))
    expect(my_orders.names).to_have_text([MARKUP])
    expect(my_orders.page.locator(".order-due")).to_contain_text(MARKUP)
    assert my_orders.page.locator("partner-orders img, partner-orders li script").count() == 0

    my_orders.names.first.click()
    guide = Guide(my_orders.page)
    guide.is_ready()
    expect(guide.name).to_have_value(MARKUP[:120])
    assert guide.page.locator("article img, article li script").count() == 0
    assert guide.page.title() != "run"


def test_bringing_back_an_order_that_is_here_merges_it_and_can_be_undone(my_orders: MyOrders) -> None:
    my_orders.file.set_input_files(payload(backup(order())))
    expect(my_orders.said).to_contain_text("1 added")
    newer = order()
    newer["words"]["name"] = {"value": "Newer name", "at": 9}
    my_orders.file.set_input_files(payload(backup(newer)))
    expect(my_orders.said).to_contain_text("1 brought up to date")
    expect(my_orders.names).to_have_text(["Newer name"])
    my_orders.undo.click()
    expect(my_orders.names).to_have_text(["Brought"])
    older = order()
    older["words"]["name"] = {"value": "Older name", "at": 1}
    my_orders.file.set_input_files(payload(backup(older)))
    expect(my_orders.said).to_contain_text("1 already here")
    expect(my_orders.names).to_have_text(["Brought"])


def test_a_saved_file_brings_the_same_orders_back_elsewhere(
    my_orders: MyOrders, open_my_orders: Callable[[], MyOrders], tmp_path: Path
) -> None:
    my_orders.start(WESTCON, "Åkeri & Söner")
    my_orders.start("incotel-esd", "Übung")
    with my_orders.page.expect_download() as saved:
        my_orders.page.get_by_role("button", name="Save all orders to a file").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    elsewhere = open_my_orders()
    elsewhere.file.set_input_files(path)
    expect(elsewhere.said).to_contain_text("2 added")
    expect(elsewhere.names).to_have_text(["Übung", "Åkeri & Söner"])


# --- Storage ---

_REFUSE = """
  const refuse = () => { throw new DOMException("no", "SecurityError"); };
  IDBFactory.prototype.open = refuse;
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(globalThis, name, { get: refuse });
  }
"""
FORBIDDEN = {
    "there is none": "Object.defineProperty(globalThis, 'indexedDB', { value: undefined })",
    "it is forbidden": _REFUSE,
}


@pytest.mark.parametrize("how", FORBIDDEN)
def test_without_storage_the_page_works_and_says_that_it_forgets(visits: Visits, home: str, how: str) -> None:
    # The theme's own scripts look into a storage without asking whether they may.
    visits.expect("^error: no$")
    page = visits.blank(home)
    page.add_init_script(FORBIDDEN[how])
    guide = Guide.open(page, home, WESTCON)
    guide.tick("order-sent")
    expect(guide.trouble).to_contain_text("keeps nothing for this site")
    expect(guide.box("order-sent")).to_be_checked()
    with page.expect_download() as saved:
        guide.open_menu()
        page.get_by_role("button", name="Save this order to a file").click()
    kept = json.loads(saved.value.path().read_text())
    assert "tick:order-sent" in kept["orders"][0]["words"]


_FULL = """
() => {
  const put = IDBObjectStore.prototype.put;
  globalThis.full = true;
  IDBObjectStore.prototype.put = function (...given) {
    if (globalThis.full) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  };
}
"""


def test_a_full_storage_loses_nothing_and_catches_up(visits: Visits, home: str) -> None:
    guide = Guide.open(visits.blank(home), home, WESTCON)
    guide.tick("order-sent")
    guide.page.evaluate(_FULL)
    guide.answer("channel", "email")
    expect(guide.trouble).to_contain_text("no room left")
    expect(guide.option("channel", "email")).to_be_checked()
    guide.page.evaluate("() => { globalThis.full = false; }")
    guide.unfold("receive-licence")
    guide.tick("licence-received")
    expect(guide.trouble).to_have_count(0)
    guide.reload()
    for kept in (guide.box("order-sent"), guide.option("channel", "email"), guide.box("licence-received")):
        expect(kept).to_be_checked()


_WRITE = """
async (record) => {
  const [{ name }] = await indexedDB.databases();
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = reject;
    opening.onsuccess = () => {
      const transaction = opening.result.transaction("orders", "readwrite");
      transaction.objectStore("orders").put(record);
      transaction.oncomplete = () => { opening.result.close(); resolve(); };
    };
  });
}
"""


def test_a_damaged_record_is_shown_can_be_saved_and_harms_no_other(my_orders: MyOrders) -> None:
    my_orders.start(WESTCON, "Whole")
    my_orders.page.evaluate(_WRITE, {"id": ID, "words": "half a", "name": MARKUP})
    my_orders.reload()
    expect(my_orders.names).to_have_text(["Whole"])
    damaged = my_orders.page.locator(".order-damaged")
    expect(damaged).to_contain_text("cannot be read as an order")
    with my_orders.page.expect_download() as saved:
        damaged.get_by_role("button", name="Save to a file").click()
    assert json.loads(saved.value.path().read_text())["words"] == "half a"
    damaged.get_by_role("button", name="Delete").click()
    expect(damaged).to_have_count(0)
    expect(my_orders.names).to_have_text(["Whole"])


def test_orders_of_a_newer_site_are_left_alone(my_orders: MyOrders) -> None:
    my_orders.start(WESTCON, "Before")
    my_orders.page.evaluate(
        """async () => {
          const [{ name }] = await indexedDB.databases();
          await new Promise((resolve) => {
            const opening = indexedDB.open(name, 99);
            opening.onsuccess = () => { opening.result.close(); resolve(); };
          });
        }"""
    )
    my_orders.page.reload()
    expect(my_orders.trouble).to_contain_text("newer version of this site")
    versions = my_orders.page.evaluate(
        "async () => (await indexedDB.databases()).map(({ version }) => version)"
    )
    assert versions == [99]


def test_an_order_that_another_tab_deletes_can_be_brought_back(visits: Visits, home: str) -> None:
    guide = Guide.open(visits.blank(home), home, WESTCON)
    guide.give_name("Shared")
    guide.tick("order-sent")
    other: Page = guide.page.context.new_page()
    orders = MyOrders.open(other, home)
    orders.action("Shared", "Delete")
    expect(guide.trouble).to_contain_text("was deleted")
    guide.page.get_by_role("button", name="Bring it back").click()
    expect(guide.trouble).to_have_count(0)
    expect(orders.names).to_have_text(["Shared"])
