"""Properties are tried on the same examples in every run; `--hypothesis-profile explore` tries new ones."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=200)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("same")
