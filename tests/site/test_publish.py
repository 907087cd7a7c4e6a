"""What the publishing check sees before anything is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide_site.publish import escapes

_ORIGIN = "https://example.org"


@pytest.mark.parametrize(
    "element",
    [
        '<a href="{link}">x</a>',
        '<script src="{link}"></script>',
        '<partner-deadlines data-policies="{link}"></partner-deadlines>',
    ],
)
@pytest.mark.parametrize(("link", "leaves"), [("/other/", True), ("/repo/page/", False), ("../page/", False)])
def test_a_link_that_leaves_the_published_folder_is_seen(
    tmp_path: Path, element: str, link: str, leaves: bool
) -> None:
    page = tmp_path / "index.html"
    page.write_text(f"<html><body><!-- x -->{element.format(link=link)}</body></html>", encoding="utf-8")
    assert list(escapes(page, "/repo/", _ORIGIN)) == ([link] if leaves else [])


def test_a_file_of_another_host_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<html><body><img src="https://example.com/a.png"></body></html>', encoding="utf-8")
    assert list(escapes(page, "/repo/", _ORIGIN)) == ["https://example.com/a.png"]
