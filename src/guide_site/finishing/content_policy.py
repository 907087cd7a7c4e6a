"""The Content-Security-Policy: one for the whole site, in every page, with the hash of each inline script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import override

from guide_site.core.finished import Page, replace_once

_CHARSET = '<meta charset="utf-8">'
# Kinds of <script> that a browser runs; others are data.
_RUN = {"", "module", "text/javascript"}


def apply(pages: list[Page]) -> None:
    """Put the policy right after each page's charset, before anything that it is to bind."""
    policy = policy_for(page.html for page in pages)
    meta = f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for page in pages:
        page.html = replace_once(page.html, _CHARSET, meta)


def policy_for(htmls: Iterable[str]) -> str:
    """The policy that allows these pages and no more. Raises ValueError for a style or handler attribute."""
    scripts, styles = inline_hashes(htmls)
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self' 'wasm-unsafe-eval'", *scripts)),
            " ".join(("style-src 'self'", *styles)),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            # A worker made from a blob inherits this policy; one loaded from an address would not.
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "object-src 'none'",
        )
    )


def inline_hashes(htmls: Iterable[str]) -> tuple[list[str], list[str]]:
    """The sources that allow the inline scripts, and the inline styles. Raises ValueError as above."""
    inline = _Inline()
    for html in htmls:
        inline.feed(html)
    return sorted(inline.hashes["script"]), sorted(inline.hashes["style"])


class _Inline(HTMLParser):
    """Collects the hashes of inline scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes: dict[str, set[str]] = {"script": set(), "style": set()}
        self._text: list[str] | None = None

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, _ in attrs:
            if name == "style" or name.startswith("on"):
                raise ValueError(
                    f"<{tag} {name}> cannot be allowed by the policy: use a class or a script file"
                )
        said = dict(attrs)
        runs = tag == "script" and "src" not in said and (said.get("type") or "") in _RUN
        if runs or tag == "style":
            self._text = []

    @override
    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._text is not None and tag in self.hashes:
            digest = hashlib.sha256("".join(self._text).encode()).digest()
            self.hashes[tag].add(f"'sha256-{base64.b64encode(digest).decode()}'")
            self._text = None
