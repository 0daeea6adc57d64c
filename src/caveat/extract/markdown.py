"""Owns Markdown: CommonMark with tables, struck text and tasks, rendered to HTML for the walk that reads all HTML."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, blockquote

from caveat.extract.lines import read_blocks
from caveat.extract.marks import opens_hidden
from caveat.extract.page import fragment
from caveat.model import Block

_MAX_SIZE = 500_000
_MAX_BRACKETS = 10_000
"""Beyond these a text is no article; and markdown-it, which looks from each bracket for its end, becomes slow."""


def _quote(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """CommonMark's block quote, but for a line that opens a spoiler: `>!he dies!<`."""
    if opens_hidden(state.src, state.bMarks[first] + state.tShift[first]):
        return False
    return blockquote(state, first, last, silent)


_TASK = re.compile(r"(<li>(?:\n<p>)?)\[([ xX])\] ")
"""The box of a task (GitHub Flavored Markdown, section 5.3)."""
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_MARKDOWN.block.ruler.at("blockquote", _quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def markdown_blocks(text: str, *, base_url: str | None) -> tuple[Block, ...]:
    """The blocks of a Markdown text, the title still among them.

    HTML in it is read as HTML, and cleaned as any page is: folds and spoiler spans are worth keeping. A text that is
    too large for that is read as plain text. Raises `ExtractError` where there is no text.
    """
    if len(text) > _MAX_SIZE or text.count("[") > _MAX_BRACKETS:
        return read_blocks(text)
    html = _TASK.sub(lambda task: task[1] + ("☐ " if task[2] == " " else "☑ "), _MARKDOWN.render(text))
    return fragment(html, base_url=base_url).blocks
