"""Figures with their evidence: tokens in a page, marks of certainty, sources, contacts, terms."""
