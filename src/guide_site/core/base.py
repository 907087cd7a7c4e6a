"""The block that all blocks of a page build on; pymdownx, which runs them, publishes no types."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar, override
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block

from guide_site.core.html import h, markup


class PageBlock(Block):  # type: ignore[misc]  # see above
    """A block `/// NAME | argument`. `ARGUMENT` says whether it must have one; None leaves it free."""

    NAME: ClassVar[str]
    ARGUMENT: ClassVar[bool | None] = False
    argument: Any

    @abstractmethod
    def on_create(self, parent: Element) -> Element:
        """Put the block's element into its parent, and give it back."""


class PlacedBlock(PageBlock):
    """A block that is HTML as it stands."""

    @override
    def on_create(self, parent: Element) -> Element:
        place = SubElement(parent, "div", {"class": f"{self.NAME}-place"})
        # A section: the search stops leaving out at the first end of an element of the same kind within.
        section = h("section", {"class": self.NAME, "data-search-exclude": True}, self.html())
        place.text = self.md.htmlStash.store(markup(section))
        return place

    @abstractmethod
    def html(self) -> Element:
        """What stands in the block's place."""
