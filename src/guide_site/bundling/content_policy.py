"""The Content-Security-Policy of pages that no server stands behind: they may ask nobody for anything."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guide_site.finishing.content_policy import inline_hashes

_META = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*(?=")')

FOLDER = "'self'"
"""On `file:`, both Chromium and Firefox take 'self' for files only: nothing on a network is meant by it."""

ONE_FILE = ""
"""Nothing but what stands in the page."""


def policy_for(htmls: Iterable[str], own: str) -> str:
    """The policy that allows these pages, the files that `own` means, and no more."""
    scripts, styles = inline_hashes(htmls)
    return "; ".join(
        " ".join(filter(None, directive))
        for directive in (
            ("default-src 'none'",),
            # Python's own modules are imported from blobs. A worker from a blob inherits this policy.
            ("script-src", own, "'wasm-unsafe-eval' blob:", *scripts),
            ("style-src", own, *styles),
            ("img-src", own, "data:"),
            ("connect-src blob:",),
            ("worker-src blob:",),
            ("frame-src", own or "'none'"),
            ("form-action 'none'",),
            ("base-uri 'none'",),
        )
    )


def with_policy(html: str, policy: str) -> str:
    """The page with this policy instead of the one it has."""
    html, found = _META.subn(policy, html)
    if found != 1:
        raise ValueError(f"A page has {found} policies")
    return html
