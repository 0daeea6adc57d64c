"""Owns the article: blocks in reading order, from which its text and its HTML derive."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from caveat.model.fragments import Fragment, join_fragments
from caveat.model.notice import Notice, Work
from caveat.model.reading import reading_minutes
from caveat.model.web import Enclosure


class BlockKind(StrEnum):
    """What a block is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    FIGURE = "figure"
    CAPTION = "caption"
    DEK = "dek"
    """A standfirst: printed between the headline and the story."""
    SUMMARY = "summary"
    """The visible label of a fold (`<summary>`)."""
    BOX = "box"
    """A callout or aside: kept for the notices it may hold, never part of the story."""
    META = "meta"
    """Byline, date line, credit, tags."""


BODY_KINDS = frozenset(
    {
        BlockKind.DEK,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.ITEM,
        BlockKind.QUOTE,
        BlockKind.TABLE,
        BlockKind.CODE,
    }
)
"""The kinds whose blocks are lines of the article's text."""

_SHOWN_KINDS = BODY_KINDS | {BlockKind.FIGURE, BlockKind.CAPTION, BlockKind.SUMMARY}


NOTICE_MARK = "data-caveat-notice"
"""Among `Hints.attributes`: an operator's selectors name the element as a spoiler notice."""
STATEMENTS = ("conditionsOfAccess", "alternativeHeadline")
"""Properties of schema.org in which publishers put warnings; `itemprop` of the META blocks that say them."""


class Role(StrEnum):
    """What a block does in the article, as the detector of notices labels it."""

    STORY = "story"
    NOTICE = "notice"
    """Nothing but a spoiler notice: the notice holds its words, the text does not."""
    END_MARK = "end-mark"
    """Nothing but the end of a notice's reach ("End of spoilers.")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the page said of a block."""

    classes: tuple[str, ...] = ()
    """Class and id words of the element and of its ancestors inside the article, lower case, innermost first."""
    attributes: tuple[tuple[str, str], ...] = ()
    """`data-*`, `role`, `itemprop` and `aria-label` of the same elements, innermost first."""
    folds: tuple[int, ...] = ()
    """Numbers, from 1, of the `<details>` (or the like) it stands in, the outermost first."""
    is_spoiler: bool = False
    """The page hides it as a spoiler, all of it."""
    hidden: bool = False
    """The page hides it, otherwise than by a fold."""
    ordered: bool = False
    """Of an item: its list is numbered."""
    level: int = 0
    """Of a heading: 1 to 6. Of an item: depth of its list, from 1."""
    language: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    """Stretches of `Block.text` (start, end) that the publisher hid as spoilers."""
    breaks: tuple[int, ...] = ()
    """Offsets of the blanks in `Block.text` at which the page breaks the line (`<br>`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of an article."""

    kind: BlockKind
    text: str
    """Plain text on one line, white space folded."""
    html: str
    """A complete, sanitised fragment with absolute links (`<p>...</p>`, `<li>...</li>`, `<figure>...</figure>`).

    Hidden stretches stand in `<span class="spoiler">...</span>`, and no other span is ever there.
    """
    hints: Hints = field(default_factory=Hints)
    role: Role = Role.STORY
    covered: bool = False
    """Of a block that is no line, such as a figure: a notice that warns speaks for it, as the detector found."""

    @property
    def is_line(self) -> bool:
        """Whether it is a line of the article's text."""
        return self.kind in BODY_KINDS and self.role is Role.STORY and bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What was read from one page or file."""

    url: str | None = None
    """Canonical address, if it has one."""
    title: str
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    """Aware, at the page's own offset. A date without a time is 00:00."""
    updated: datetime | None = None
    language: str | None = None
    """BCP 47 tag as the page says it."""
    site: str | None = None
    image: str | None = None
    """Absolute address of the lead image."""
    image_width: int | None = None
    """Pixels, as the page says; with `image_height` or not at all."""
    image_height: int | None = None
    image_alt: str | None = None
    """What the lead image shows, in words for those who do not see it."""
    description: str | None = None
    """What the page's meta data says the article is about; plain text."""
    section: str | None = None
    """The department that files it ("Politics")."""
    tags: tuple[str, ...] = ()
    """Its section is none of them."""
    is_paywalled: bool | None = None
    """The page says that it is for those who pay, or that it is free; None: it says neither."""
    about: tuple[Work, ...] = ()
    """The works that its page's structured data says it is about, or reviews."""
    rights: str | None = None
    """What is said of rights in it ("© 2026 The Example", a licence's address); plain text."""
    enclosures: tuple[Enclosure, ...] = ()
    blocks: tuple[Block, ...] = ()
    notices: tuple[Notice, ...] = ()
    is_letter: bool = False
    """It came as an e-mail: in a feed only where the operator says so of its source."""

    @property
    def lines(self) -> tuple[Block, ...]:
        """The blocks that are lines of the text; `Notice.covers` numbers them from 1."""
        return tuple(block for block in self.blocks if block.is_line)

    @property
    def text(self) -> str:
        """The story as plain text, one line a block."""
        return "\n".join(block.text for block in self.lines)

    @property
    def reading_minutes(self) -> int:
        """How long its text takes to read, in minutes rounded up; 0 without text."""
        return reading_minutes(self.text)

    @property
    def shown(self) -> tuple[Block, ...]:
        """The blocks that a subscriber may be shown: the lines, with figures, captions and fold labels in place."""
        return tuple(block for block in self.blocks if block.kind in _SHOWN_KINDS and block.role is Role.STORY)

    @property
    def html(self) -> str:
        """The story as sanitised HTML."""
        return join_blocks(self.shown)


_JOINED_KINDS = frozenset({BlockKind.ITEM, BlockKind.FIGURE, BlockKind.CAPTION, BlockKind.SUMMARY})
"""The kinds whose blocks become part of what is beside them."""
_NESTED = 2
"""Folds around a block from which on it stands in a fold of a fold, which is shown opened."""


def join_blocks(blocks: tuple[Block, ...]) -> str:
    """The HTML of blocks that follow one another: items in lists, captions in figures, folds in `<details>`."""
    if not any(block.hints.folds or block.kind in _JOINED_KINDS for block in blocks):
        # Most articles are nothing but lines, and joining them takes a tenth of what looking for lists does.
        return "\n".join(block.html for block in blocks)
    return join_fragments(
        Fragment(
            kind=block.kind.value if len(block.hints.folds) < _NESTED else BlockKind.PARAGRAPH.value,
            html=block.html,
            level=block.hints.level,
            ordered=block.hints.ordered,
            fold=next(iter(block.hints.folds), 0),
        )
        for block in blocks
    )
