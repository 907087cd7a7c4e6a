"""Every test runs on one day and by its rules, and tries the same examples in every run.

`--hypothesis-profile fewer` tries a quarter of them, and `explore` new ones.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import is_hypothesis_test, settings

from calc import calendar, policy
from tests.support import TESTS, TODAY, known_on

CALC, BROWSER = TESTS / "calc", TESTS / "browser"

settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=200)
settings.register_profile("fewer", settings.get_profile("same"), max_examples=50)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("same")

_load = policy.load


@cache
def _known_today(guide: str) -> policy.Policy:
    return known_on(TODAY, _load(guide))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each line of the calculators has a chosen example among their own tests: nothing else counts."""
    for item in items:
        if CALC not in item.path.parents or is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("no_cover")


@pytest.fixture(autouse=True)
def _today(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a policy says from a later day on changes no example, whatever day the machine's clock shows.

    A browser has its own clock, and the site was built by another.
    """
    if BROWSER not in request.path.parents:
        monkeypatch.setattr(calendar, "today", lambda: TODAY)
        monkeypatch.setattr(policy, "load", _known_today)
