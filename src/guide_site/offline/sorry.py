"""The pages that the service worker shows in place of a page that it cannot show whole."""

from __future__ import annotations

from calc.language import msgid
from calc.words import Words
from guide_site.core.html import h, markup

_TITLES = {
    "network": msgid("This page is not saved on this device"),
    "changed": msgid("This site has a newer version"),
}
_TEXTS = {
    "network": msgid(
        "There is no connection, and this page, or a part that it needs, is not saved here. Connect to the "
        "network, then try again."
    ),
    "changed": msgid(
        "This device has an older version saved, and this page or a part that it needs is missing from it. "
        "Close all tabs and windows of this site, then open it again: the newer version takes over. Your "
        "orders stay as they are."
    ),
}
TROUBLES = tuple(_TITLES)
"""No connection, or a server that has another version by now."""

_STYLE = "body{font:100%/1.6 system-ui,sans-serif;margin:10vh auto;max-width:36rem;padding:0 1rem}"


SITE = "[[site]]"
"""Where the worker writes the address of the site: the same files may be served below any path."""


def sorry_page(trouble: str, folder: str, words: Words) -> str:
    """A page that needs no other file, for the language whose pages lie in `folder`."""
    text = words.text
    title = text(_TITLES[trouble])
    # An empty address is the page itself.
    again = h("a", {"href": ""}, text("Try again"))
    start = h("a", {"href": SITE + folder}, text("Go to the home page"))
    head = markup(h("title", None, title), h("style", None, _STYLE))
    told = h("p", None, text(_TEXTS[trouble]))
    body = markup(h("h1", None, title), told, h("p", None, again, " · ", start))
    return (
        f'<!doctype html><html lang="{words.locale}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light dark">{head}<body>{body}</body></html>'
    )
