"""The block for offline use."""

from __future__ import annotations

from typing import override
from xml.etree.ElementTree import Element

from guide_site.core.base import PlacedBlock
from guide_site.core.page import in_hand
from guide_site.offline.panel import offline_panel


class Offline(PlacedBlock):
    """`/// offline`: what can be saved on this device, how large it is, and what is saved."""

    NAME = "offline"

    @override
    def html(self) -> Element:
        page = in_hand()
        return offline_panel(page.language, page.words)
