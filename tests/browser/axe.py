"""What axe finds on an open page, at a wide and a narrow width, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator

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

# As the page is asked for it, and as it then draws itself.
_SCHEMES = {"light": "default", "dark": "slate"}


def violations(page: Page) -> list[str]:
    """Each violation, with where it was found."""
    page.evaluate(_SOURCE.read_text(encoding="utf-8"))
    return list(_found(page))


def _found(page: Page) -> Iterator[str]:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, drawn in _SCHEMES.items():
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.locator(f"body[data-md-color-scheme={drawn}]").wait_for()
            for violation in page.evaluate(_RUN):
                yield f"{width} px, {scheme}: {violation}"
