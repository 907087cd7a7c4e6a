"""The block that all blocks of a page build on; pymdownx, which runs them, publishes no types."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from pymdownx.blocks.block import Block


class PageBlock(Block):  # type: ignore[misc]  # see above
    """A block `/// NAME | argument`. `ARGUMENT` says whether it must have one; None leaves it free."""

    NAME: ClassVar[str]
    ARGUMENT: ClassVar[bool | None] = False
    argument: Any

    @abstractmethod
    def on_create(self, parent: Element) -> Element:
        """Put the block's element into its parent, and give it back."""
