"""What the guides write beyond plain Markdown: facts, boxes to tick, callouts, blocks from the policies.

Everything of the site's own syntax lives in this one extension, so that the same pages can be built by
another generator that runs Python-Markdown.
"""

from __future__ import annotations

from typing import override

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from guide_site.blocks import BLOCKS, UsedFigures
from guide_site.core.callouts import CALLOUTS
from guide_site.core.checks import Checks
from guide_site.core.tables import Tables
from guide_site.figures.facts import SYNTAX, FactTokens
from guide_site.offline.offline_block import Offline
from guide_site.orders.frame import Frame, NoPermalinks
from guide_site.orders.order_blocks import ORDER_BLOCKS
from guide_site.procedure.by import By
from guide_site.procedure.collecting import Procedures
from guide_site.procedure.question_block import QuestionBlock
from guide_site.procedure.steps import Steps


class GuideExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx publishes no types
    """Registers each piece at the point of the pipeline where its input is complete."""

    @override
    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        # After code spans (190), so that a page can show the syntax itself.
        md.inlinePatterns.register(FactTokens(SYNTAX, md), "facts", 185)
        # Before inline Markdown (20): a title takes a step's text as it was written.
        md.treeprocessors.register(Steps(md), "steps", 30)
        # After inline Markdown (20) and the ends of blocks (19.99): by now every fact of the page is known.
        md.treeprocessors.register(UsedFigures(md), "used_figures", 19)
        md.treeprocessors.register(Tables(md), "tidy_tables", 18)
        # After attribute lists (8) have set the ids of headings, before the contents (5) make some up.
        md.treeprocessors.register(Procedures(md), "procedures", 7.8)
        md.treeprocessors.register(Checks(md), "checks", 7)
        md.treeprocessors.register(Frame(md), "frame", 6)
        md.treeprocessors.register(NoPermalinks(md), "no_permalinks", 4)

    @override
    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        for block in (*CALLOUTS, *BLOCKS, *ORDER_BLOCKS, QuestionBlock, By, Offline):
            block_mgr.register(block, {})


def makeExtension(**config: object) -> GuideExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """The extension, as `markdown_extensions` asks for it."""
    return GuideExtension(**config)
