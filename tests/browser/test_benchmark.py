"""A visit is timed and counted as the benchmark says; the site keeps its budget of bytes."""

from __future__ import annotations

from playwright.sync_api import Playwright

from bench.budget import Size, grown, sizes
from bench.contenders import starts
from bench.hosting import hosted
from bench.visits import newcomer, type_values
from tests.browser.finished import SITE

_CHANGES = 5


def test_a_visit_is_timed_and_counted_and_what_keeps_is_not_asked_for_again(playwright: Playwright) -> None:
    contender, _ = starts(SITE.folder)
    with hosted(contender.folder, contender.prefix) as host, newcomer(playwright) as reader:
        with reader.visit(host, contender.page) as (page, first):
            changes = type_values(page, _CHANGES)
        with reader.visit(host, contender.page) as (_, again):
            pass
    for visit in (first, again):
        assert visit.ms > 0
        assert visit.memory > 10_000_000
    assert first.bytes > first.requests > 0
    assert (again.bytes, again.requests) == (0, 0)
    # With the pause that the page makes, and without it.
    assert len(changes) == _CHANGES
    for change in changes:
        assert 0 < change.work < change.whole
        assert change.whole > 150


def test_the_site_keeps_its_budget_of_bytes(playwright: Playwright) -> None:
    said = grown(sizes(playwright, SITE.folder))
    assert not said, said


def test_what_grew_is_named_with_how_much() -> None:
    said = grown([Size("scripts", 31_500, 31_000), Size("styles", 9, 9), Size("new.bin", 7, None)])
    assert "scripts: 31,500 bytes, 500 more than its limit of 31,000." in said
    assert "new.bin: 7 bytes, and no limit for it" in said
    assert "styles" not in said
    assert "bench/budget.toml" in said
    assert not grown([Size("styles", 9, 9)])
