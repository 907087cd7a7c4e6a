"""Which pages say the same in other languages: links in their heads, and the sitemap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from guide_site.core.finished import Page, replace_once

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
# Material looks for rel=alternate to the letter, and then fetches a sitemap beside each address it finds.
# The space is no part of the value: to everybody else the links mean the same.
_REL = "alternate "


def link(pages: Iterable[Page]) -> None:
    """Name each page's other languages in its head. A page that stands in one language gets no links."""
    for addresses in _groups(pages):
        links = "".join(
            f'<link rel="{_REL}" hreflang="{language}" href="{escape(address)}">'
            for language, address in _alternates(addresses)
        )
        for page, address in addresses.items():
            canonical = f'<link rel="canonical" href="{escape(address)}">'
            page.html = replace_once(page.html, canonical, canonical + links)


def write_sitemap(site: Path, pages: Iterable[Page]) -> None:
    """List every page that may be indexed. The file's bytes follow from the pages alone."""
    urls = ET.Element("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": _XHTML})
    for addresses in _groups(pages):
        for address in addresses.values():
            url = ET.SubElement(urls, "url")
            ET.SubElement(url, "loc").text = address
            for language, alternate in _alternates(addresses):
                ET.SubElement(url, "xhtml:link", rel="alternate", hreflang=language, href=alternate)
    ET.indent(urls)
    ET.ElementTree(urls).write(site / "sitemap.xml", encoding="utf-8", xml_declaration=True)
    # MkDocs packs its own sitemap, with the time of day in it.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


def _groups(pages: Iterable[Page]) -> list[dict[Page, str]]:
    """The addresses of pages that say the same, in the order of the languages' folders."""
    groups: dict[str, dict[Page, str]] = defaultdict(dict)
    for page in pages:
        if page.canonical is not None and page.indexed:
            groups[page.place][page] = page.canonical
    return list(groups.values())


def _alternates(addresses: dict[Page, str]) -> list[tuple[str, str]]:
    if len(addresses) == 1:
        return []
    found = [(page.language, address) for page, address in addresses.items()]
    return found + [("x-default", address) for page, address in addresses.items() if not page.folder]
