"""What every room of the site stands on: HTML, the page in hand, languages, looks."""
