"""Measures this site beside other ways to run Python in a page, and holds its bytes to a budget."""
