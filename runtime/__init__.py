"""Builds Python for the browser; `page/` runs it there."""
