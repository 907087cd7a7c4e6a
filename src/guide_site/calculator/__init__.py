"""Calculators and order forms as HTML, and the scripts that bring them to life."""
