"""Offline use: the panel of its page, the pages for what cannot be shown, the service worker's scripts."""
