"""What axe finds on an open page, in as many looks as are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.finished import ROOT

# Handed over by the developer tools' protocol, which the page's policy does not bind.
_SOURCE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async () => {
  // What lies far below is not laid out yet: it is judged all the same.
  for (const far of document.querySelectorAll(".flow-diagram, .order-form, .figure")) {
    far.style.contentVisibility = "visible";
  }
  await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => {})));
  const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
  return violations.map(({ id, impact, nodes }) =>
    [id, impact, `${nodes.length} times`, nodes[0].html.slice(0, 200), nodes[0].failureSummary].join(", "));
}"""

# As the page draws itself in light and in dark.
_SCHEMES = {False: "default", True: "slate"}


class Look(NamedTuple):
    """How wide a page is, and whether its reader likes it dark."""

    width: int
    dark: bool


PLAIN = Look(1280, dark=False)
EVERY_LOOK = (PLAIN, Look(1280, dark=True), Look(360, dark=False), Look(360, dark=True))
# Contrast hangs on the scheme, and what is laid out on the width: between them these have each of both.
OPPOSITE_LOOKS = (PLAIN, Look(360, dark=True))


def violations(page: Page, looks: Iterable[Look] = OPPOSITE_LOOKS) -> list[str]:
    """Each violation, with where it was found. The page keeps the last of the looks."""
    page.evaluate(_SOURCE.read_text(encoding="utf-8"))
    return list(_found(page, looks))


def _found(page: Page, looks: Iterable[Look]) -> Iterator[str]:
    for look in looks:
        page.set_viewport_size({"width": look.width, "height": 800})
        page.emulate_media(color_scheme="dark" if look.dark else "light")
        page.locator(f"body[data-md-color-scheme={_SCHEMES[look.dark]}]").wait_for()
        for violation in page.evaluate(_RUN):
            yield f"{look}: {violation}"
