"""What MkDocs must be told: the languages that are filled, their words, the page in hand, what stays out."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from calc import flow
from calc.message import message
from calc.words import words
from guide_site.core.day import build_day
from guide_site.core.languages import ENGLISH, ENGLISH_ONLY, language_of, root_of
from guide_site.core.page import Page as GuidePage
from guide_site.core.page import PageProblem, in_hand, take
from guide_site.core.procedure import Procedure
from guide_site.languages.notices import with_notices
from guide_site.languages.sections import CALCULATORS, calculators
from guide_site.orders.listing import with_procedures
from guide_site.procedure.data import for_orders
from guide_site.procedure.flow_diagram import with_diagram
from guide_site.procedure.versions import step_versions

_PERMALINK = message("Link to this section")
_WITH_ORDERS = ("index.md", "orders.md")
_SOURCES = re.compile(r"guides/([a-z0-9-]+)/sources\.md")
# Pages about words and figures hold most of both: in the search they stand behind those that say what to do.
_BEHIND = re.compile(r"reference/.*|guides/.*/sources\.md")
_COUNTS_LESS = 0.05

# By language and guide. MkDocs reads all pages of a language before it writes the first.
_procedures: defaultdict[str, dict[str, tuple[Page, Procedure]]] = defaultdict(dict)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build a language as soon as its folder has a home page, with its words for titles and navigation."""
    config.nav = [_with_calculators(entry) for entry in config.nav or []]
    i18n: Any = config.plugins["i18n"]
    for language in i18n.config.languages:
        language.build = Path(config.docs_dir, language.locale, "index.md").is_file()
        # The settings are read again for each language, and by then they speak the one before.
        if language.locale == ENGLISH or language.site_name:
            continue
        said = words(language_of(language.locale).locale).text
        language.nav_translations = {title: said(title) for title in _titles(config.nav or [])}
        language.site_name = said(config.site_name)
        language.site_description = said(config.site_description or "")
        language.copyright = said(config.copyright or "")
    return config


def _with_calculators(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry of the folder of calculators names its pages, each of which has a title of its own."""
    return {title: calculators() if below == CALCULATORS else below for title, below in entry.items()}


def _titles(nav: list[Any]) -> list[str]:
    found = []
    for entry in nav:
        for title, below in entry.items() if isinstance(entry, dict) else ():
            found.append(title)
            if isinstance(below, list):
                found += _titles(below)
    return found


def on_env(env: Environment, config: MkDocsConfig, **_: object) -> Environment:
    """Let templates say a word of the catalogue, in the language being built unless they name one."""
    i18n: Any = config.plugins["i18n"]

    def say(msgid: str, language: str | None = None) -> str:
        return words(language_of(language or i18n.current_language).locale).text(msgid)

    # Lines that hold nothing but a template's own words leave nothing behind.
    env.trim_blocks = env.lstrip_blocks = True
    env.globals |= {
        "say": say,
        "language_of": language_of,
        "root_of": root_of,
        "english_only": ENGLISH_ONLY,
        "build_day": build_day(),
    }
    return env


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Write the page for lost addresses once, in the first language: one file serves them all."""
    i18n: Any = config.plugins["i18n"]
    return "" if template_name == "404.html" and i18n.current_language != ENGLISH else output


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Tell the Markdown extension which page it renders next, and mark what is behind its English."""
    place = page.file.src_uri.partition("/")[2]
    if _BEHIND.fullmatch(place):
        page.meta["search"] = {"boost": _COUNTS_LESS}
    english = Path(config.docs_dir, ENGLISH, place).read_text(encoding="utf-8")
    day = build_day()
    taken = take(page.file.src_uri, day, step_versions(english, day))
    config.mdx_configs["toc"]["permalink_title"] = taken.words.say(_PERMALINK)
    if taken.language == ENGLISH:
        return markdown
    return with_notices(markdown, page.meta, english, taken.words)


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Keep what the page that was just rendered tells of its procedure, for the pages of orders."""
    taken = in_hand()
    if taken.procedure:
        _procedures[taken.language][Path(page.file.src_uri).stem] = page, taken.procedure
    return html


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Write what guides tell into the pages that stand for several of them, or beside one."""
    language, place = page.file.src_uri.split("/", 1)
    if source := _SOURCES.fullmatch(place):
        guide, procedure = _procedures[language][source[1]]
        address = get_relative_url(guide.url, page.url)
        here = GuidePage(page.file.src_uri, build_day())
        return with_diagram(output, procedure, flow.load(source[1]), address, here)
    if place not in _WITH_ORDERS:
        return output
    guides = {
        name: for_orders(procedure, get_relative_url(guide.url, page.url))
        for name, (guide, procedure) in sorted(_procedures[language].items())
    }
    return with_procedures(output, guides)


def on_build_error(error: Exception, **_: object) -> None:
    """Say what is wrong with a page, and no more: who writes pages is not helped by a traceback."""
    if isinstance(error, PageProblem):
        raise BuildError(str(error)) from None
