"""What MkDocs must be told: which languages are filled, which page is in hand, what stays unpublished."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from guide_markdown.page import take


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build a language as soon as its folder has a home page."""
    i18n: Any = config.plugins["i18n"]
    for language in i18n.config.languages:
        language.build = Path(config.docs_dir, language.locale, "index.md").is_file()
    return config


def on_files(files: Files, **_: object) -> Files:
    """Keep the build's own Python, which lies in the theme folder, out of the site."""
    for file in list(files):
        if file.src_uri.startswith("hooks/"):
            files.remove(file)
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Tell the Markdown extension which page it renders next."""
    take(page.file.src_uri, datetime.now(UTC).date())
    return markdown
