"""Owns articles in files: from a plain text or Markdown, with or without front matter, to an Article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from caveat.errors import ExtractError
from caveat.extract.frontmatter import FrontMatter, split_front_matter
from caveat.extract.imprint import Imprint, read_imprint
from caveat.extract.leadimage import first_picture
from caveat.extract.lines import read_blocks
from caveat.extract.markdown import markdown_blocks
from caveat.extract.titles import same_title
from caveat.model import Article, Block, BlockKind
from caveat.trees import decode

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LABEL = re.compile(r"(?:title|headline) ?: ", re.I)
_MAX_TITLE = 250
_CUT_TITLE = 100
_TITLES = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.DEK})
_FINAL = tuple(".!?…:\"'”’)")
_SENTENCES = re.compile(r"[.!?…][\"'”’)]*(?: |$)")
_WARNS = re.compile(
    r"\W{0,4}(?:(?:spoiler|content|fair|trigger)[ -])?(?:warning|alert|caution)\b.*spoil|.*\bspoilers?\b.*"
    r"(?:[.!\])*]|\b(?:ahead|below|follow|inside|within))$",
    re.I,
)
_MAX_DEK = 300
_MIN_DEK_WORDS = 4


def text_article(text: str, *, name: str = "", markdown: bool = False) -> Article:
    """The article in a plain text or in Markdown, without notices: every block's role is STORY.

    The title is the front matter's, else the first line that is no byline or date, else made of the file's `name`;
    credits, byline, date and the author's biography become META blocks. Raises `ExtractError` where there is no text.
    """
    front, body = split_front_matter(decode(_LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))))
    return story(body, front, name=name, markdown=markdown)


def story(body: str, front: FrontMatter, *, name: str = "", markdown: bool = False) -> Article:
    """The article in a text without front matter, of which `front` says what front matter would. As `text_article`."""
    blocks = _blocks(body, front, markdown=markdown)
    if not blocks and not front.title:
        raise ExtractError("the file holds no text", url=name or None)
    imprint = read_imprint(blocks, title=front.title)
    title, rest = _take_title(imprint.blocks, front.title, name)
    return _article(front, title, replace(imprint, blocks=rest))


def _blocks(body: str, front: FrontMatter, *, markdown: bool) -> tuple[Block, ...]:
    if not body.strip():
        return ()
    return markdown_blocks(body, base_url=front.url) if markdown else read_blocks(body)


def _take_title(blocks: Sequence[Block], declared: str, name: str) -> tuple[str, tuple[Block, ...]]:
    """The title, and the blocks without the one that is it."""
    index = _title_index(blocks)
    first = _LABEL.sub("", blocks[index].text, count=1) if index is not None else ""
    if index is not None and (same_title(first, declared) if declared else _may_be_title(first)):
        return declared or first, (*blocks[:index], *_with_dek(blocks[index + 1 :]))
    # A text that opens with a paragraph has no title of its own.
    return declared or _named(name) or _opening(blocks), tuple(blocks)


def _title_index(blocks: Sequence[Block]) -> int | None:
    """Where the title stands: the first line; the second, where the first is a spoiler notice printed above it."""
    lines = [number for number, block in enumerate(blocks) if block.kind in _TITLES and block.text][:3]
    if len(lines) > 2 and _warns(blocks[lines[0]].text):
        above = blocks[lines[1]].text
        if _may_be_title(above) and not above.endswith(_FINAL) and not _warns(above):
            return lines[1]
    return next(iter(lines), None)


def _warns(text: str) -> bool:
    """Whether a line reads like a spoiler notice, for all that can be told before anybody looks for them."""
    return len(text) <= _MAX_DEK and _WARNS.fullmatch(text) is not None


def _may_be_title(text: str) -> bool:
    """Whether a first line is short enough for a title, and not a paragraph of several sentences."""
    return len(text) <= _MAX_TITLE and (len(text) <= _CUT_TITLE or len(_SENTENCES.findall(text)) < 2)


def _with_dek(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with a standfirst for what it is: the line under the title that ends without a full stop."""
    first = next((number for number, block in enumerate(blocks) if block.kind in _TITLES), None)
    for number, block in enumerate(blocks):
        is_dek = (
            number == first
            and number < len(blocks) - 1
            and block.kind is BlockKind.PARAGRAPH
            and not block.text.endswith(_FINAL)
            and len(block.text) <= _MAX_DEK
            and len(block.text.split()) >= _MIN_DEK_WORDS
            and not _warns(block.text)
        )
        yield replace(block, kind=BlockKind.DEK) if is_dek else block


def _opening(blocks: Sequence[Block]) -> str:
    """The first words of a text, as a title."""
    text = next((block.text for block in blocks if block.text), "")
    return text if len(text) <= _CUT_TITLE else text[:_CUT_TITLE].rpartition(" ")[0] + "…"


def _named(name: str) -> str:
    """A title out of a file's name."""
    return " ".join(re.sub(r"[_\-]+", " ", PurePosixPath(name).stem).split())


def _article(front: FrontMatter, title: str, imprint: Imprint) -> Article:
    picture = None if front.image else first_picture(imprint.blocks)
    return Article(
        url=front.url,
        title=title,
        authors=front.authors or imprint.authors,
        published=front.published or imprint.published,
        updated=front.updated or imprint.updated,
        language=front.language,
        image=picture.url if picture else front.image,
        image_width=picture.width if picture else None,
        image_height=picture.height if picture else None,
        image_alt=picture.alt if picture else front.image_alt if front.image else None,
        description=front.description,
        section=front.section,
        tags=tuple(tag for tag in front.tags if tag.casefold() != (front.section or "").casefold()),
        blocks=imprint.blocks,
    )
