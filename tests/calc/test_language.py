"""The languages, and whom they serve."""

from __future__ import annotations

from typing import get_args

import pytest
import yaml

from calc.language import LANGUAGES, LOCALES, Locale, serving
from tests.support import TESTS

_SETTINGS = TESTS.parent / "mkdocs.yml"


def test_every_locale_has_its_language() -> None:
    assert get_args(Locale) == LOCALES


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en-US", "en"),
        ("sv_SE.UTF-8", "sv"),
        ("nb", "nb"),
        ("no_NO", "nb"),
        ("nn_NO.UTF-8", "nb"),
        ("NN", "nb"),
        ("it@euro", "it"),
        ("es-419", "es"),
    ],
)
def test_a_reader_is_served_in_the_language_that_is_nearest(tag: str, locale: str) -> None:
    known = serving(tag)
    assert known is not None
    assert known.locale == locale


@pytest.mark.parametrize("tag", ["de_DE", "nob", "", "C.UTF-8", "enm"])
def test_a_reader_of_another_language_is_served_by_none(tag: str) -> None:
    assert serving(tag) is None


def test_the_settings_of_the_site_name_the_same_languages() -> None:
    class Loader(yaml.SafeLoader):
        """Takes what MkDocs' own tags stand for as nothing."""

    Loader.add_multi_constructor("!", lambda *_: None)
    settings = yaml.load(_SETTINGS.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506  # a SafeLoader
    (i18n,) = (plugin["i18n"] for plugin in settings["plugins"] if "i18n" in plugin)
    assert [(language["locale"], language["name"]) for language in i18n["languages"]] == [
        (language.folder, language.name) for language in LANGUAGES
    ]
