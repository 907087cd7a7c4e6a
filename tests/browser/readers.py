"""The readers of the site: the folders of their languages, and what they search for."""

from __future__ import annotations

from guide_site.core.languages import OTHERS, language_of

# A language folder, a word, and the page that is about it.
SEARCHES = [
    ("sv", "dongel", "guides/westcon-avaya-ipo/"),
    ("no", "klargjøring", "guides/cisco-webex/"),
    ("it", "rivendita", "guides/computer-gross-office365/"),
    ("es", "oportunidad", "guides/intcomex-volume/"),
]
LOCALES = {"": "en"} | {f"{folder}/": language_of(folder).locale for folder in OTHERS}
FOLDERS = list(LOCALES)
