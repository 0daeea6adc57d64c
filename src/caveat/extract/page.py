"""Owns the reading of HTML: from a page, or a piece of HTML that a feed carries, to an Article."""

from dataclasses import dataclass
from html import escape

from lxml import etree

from caveat.dates import parse_date
from caveat.errors import ExtractError, WallError
from caveat.extract.authors import clean_authors
from caveat.extract.blocks import Walk, make_blocks, paragraph
from caveat.extract.body import Body, choose_body, take_all, take_chosen
from caveat.extract.features import Facts
from caveat.extract.imprint import without_closing
from caveat.extract.jsonld import Node, first_text, read_declared
from caveat.extract.language import checked_language
from caveat.extract.leadimage import first_picture
from caveat.extract.marks import hide_marked
from caveat.extract.metadata import Metadata, Printed, read_metadata
from caveat.extract.outline import Outline, read_outline
from caveat.extract.paging import next_page
from caveat.extract.rules import Ruled, apply_rules
from caveat.extract.walk import walk
from caveat.extract.walls import Found, find_wall
from caveat.extract.weights import Weights
from caveat.model import STATEMENTS, Article, ArticleRules, Block, BlockKind, Hints, Unmatched
from caveat.trees import decode, parse
from caveat.urls import absolute

_NO_RULES = ArticleRules()
_MUCH_LESS = 0.5
_SHORT = 200
_NEAR = 6
_STATEMENT_LENGTH = 600


@dataclass(frozen=True, slots=True)
class PageRead:
    """The article of a page, and the address at which it goes on."""

    article: Article
    next_page: str | None
    unmatched: tuple[Unmatched, ...] = ()
    """The rules that found nothing on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page before its body is chosen."""

    root: etree._Element
    outline: Outline
    base_url: str | None
    walked: Walk
    node: Node
    """The article of its JSON-LD."""
    metadata: Metadata

    def facts(self, title: str, authors: tuple[str, ...]) -> Facts:
        """What its lines are compared with."""
        declared = first_text(self.node.get("articleBody")) or ""
        return Facts(title=title, authors=authors, description=self.metadata.description or "", declared=declared)


def article(
    html: bytes | str,
    *,
    url: str | None = None,
    charset: str | None = None,
    rules: ArticleRules = _NO_RULES,
    notice_selectors: tuple[str, ...] = (),
    walls: bool = False,
) -> Article:
    """The article of a page, without notices: every block's role is STORY.

    `url` is where the page came from, `charset` what its server said. Raises ExtractError where there is no text, and,
    asked to look for `walls`, WallError for one; whatever an operator's rule chooses as the body is no wall.
    """
    read = read_page(html, url=url, charset=charset, rules=rules, notice_selectors=notice_selectors, walls=walls)
    return read.article


def read_page(
    html: bytes | str,
    *,
    url: str | None = None,
    charset: str | None = None,
    rules: ArticleRules = _NO_RULES,
    notice_selectors: tuple[str, ...] = (),
    walls: bool = False,
    first: str | None = None,
    number: int = 1,
    weights: Weights | None = None,
) -> PageRead:
    """As `article`, and where it goes on: this is page `number` of the article that begins at `first`.

    `weights`: others than those that are shipped, to measure them.
    """
    is_ruled = bool(rules or notice_selectors)
    ruled = apply_rules(decode(html, charset), rules, notice_selectors) if is_ruled else Ruled()
    seen = see_page(ruled.html if is_ruled else html, url=url, charset=charset, ruled=is_ruled)
    walked, node, metadata, base_url = seen.walked, seen.node, seen.metadata, seen.base_url
    title = ruled.title or metadata.title
    authors = clean_authors(ruled.authors) or metadata.authors
    facts = seen.facts(title, authors)
    blocks = _blocks(walked, ruled, node, facts, base_url, weights)
    if walls and not ruled.chooses_body:
        _reject_wall(Found(root=seen.root, node=node, records=walked.records, title=title, text=_story(blocks)), url)
    if not any(block.text for block in blocks):
        raise ExtractError("the page holds no text", url=url)
    if not ruled.chooses_body:
        closing = without_closing(blocks, authors)
        blocks, authors = closing.blocks, closing.authors
    read = _article(metadata, ruled, title, authors, (*_statements(node, title, blocks), *blocks))
    start = first or url
    further = next_page(seen.outline, base_url, first=start, number=number) if start else None
    return PageRead(read, further, ruled.unmatched)


def see_page(html: bytes | str, *, url: str | None, charset: str | None = None, ruled: bool = False) -> Seen:
    """What is known of a page before its body is chosen. Raises ExtractError for one without any element."""
    try:
        root = parse(html, charset)
    except ExtractError as error:
        raise ExtractError(str(error), url=url) from error
    outline = read_outline(root)
    base_url = _base_url(outline, url)
    walked = walk(root, base_url, ruled=ruled)
    declared = read_declared(outline.scripts)
    metadata = read_metadata(outline, declared, url=url, base_url=base_url, printed=_printed(walked))
    return Seen(root=root, outline=outline, base_url=base_url, walked=walked, node=declared.article, metadata=metadata)


def following_page(html: bytes | str, *, url: str, charset: str | None, first: str, number: int) -> str | None:
    """The address of the page after page `number`, found at `url`, of the article that begins at `first`."""
    try:
        root = parse(html, charset)
    except ExtractError:
        return None
    outline = read_outline(root)
    return next_page(outline, _base_url(outline, url), first=first, number=number)


def fragment(html: str, *, base_url: str | None, title: str = "") -> Article:
    """A piece of HTML that is an article as a whole, as feeds carry it. Raises ExtractError where it holds no text."""
    walked = walk(parse(html), base_url)
    body = take_all(walked, title)
    blocks = make_blocks(walked, body.records)
    if not any(block.text for block in blocks):
        raise ExtractError("the fragment holds no text", url=base_url)
    return Article(title=title, blocks=blocks)


def _story(blocks: tuple[Block, ...]) -> str:
    return "\n".join(block.text for block in blocks if block.is_line)


def _reject_wall(found: Found, url: str | None) -> None:
    wall = find_wall(found)
    if wall is not None:
        message = f"is {wall}"
        raise WallError(message, url=url)


def _printed(walked: Walk) -> Printed:
    headings: list[str] = []
    lines: list[str] = []
    for record in walked.records:
        if record.kind is BlockKind.HEADING and record.level == 1 and not record.hidden:
            headings.append(record.text)
        elif headings and record.text and len(lines) < _NEAR and not record.hidden:
            lines.append(record.text)
    return Printed(tuple(headings), tuple(lines))


def _article(
    metadata: Metadata, ruled: Ruled, title: str, authors: tuple[str, ...], blocks: tuple[Block, ...]
) -> Article:
    offset = metadata.published.tzinfo if metadata.published else None
    image = metadata.image or first_picture(blocks)
    return Article(
        url=metadata.url,
        title=title,
        authors=authors,
        published=parse_date(ruled.published, offset=offset) or metadata.published,
        updated=metadata.updated,
        language=checked_language(metadata.language, _story(blocks)),
        site=metadata.site,
        image=image.url if image else None,
        image_width=image.width if image else None,
        image_height=image.height if image else None,
        image_alt=image.alt if image else None,
        description=metadata.description,
        section=metadata.section,
        tags=metadata.tags,
        rights=metadata.rights,
        is_paywalled=metadata.is_paywalled,
        about=metadata.about,
        blocks=blocks,
    )


def _blocks(
    walked: Walk, ruled: Ruled, node: Node, facts: Facts, base_url: str | None, weights: Weights | None
) -> tuple[Block, ...]:
    """The body that the rules chose, else the page's, else, where that holds far less, the one in the JSON-LD."""
    body = take_chosen(walked, facts.title) if ruled.chooses_body else Body(())
    if any(record.text for record in body.records):
        return make_blocks(walked, body.records, body.root)
    body = choose_body(walked, facts, weights)
    declared = facts.declared
    length = sum(len(record.text) for record in body.records)
    if len(declared) > _SHORT and length < _MUCH_LESS * len(declared):
        return _declared_blocks(node, facts.title, base_url)
    if not length:
        body = take_all(walked, facts.title)
    return make_blocks(walked, body.records, body.root)


def _declared_blocks(node: Node, title: str, base_url: str | None) -> tuple[Block, ...]:
    """The blocks of an `articleBody`: HTML, or plain text with a paragraph a line."""
    said = node.get("articleBody")
    text = said if isinstance(said, str) else first_text(said) or ""
    if "</p>" in text or "<br" in text:
        walked = walk(parse(text), base_url)
        return make_blocks(walked, take_all(walked, title).records)
    return make_blocks(Walk(), hide_marked(paragraph(line, -1) for line in text.splitlines() if line.strip()))


def _statements(node: Node, title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What the JSON-LD declares of the article and the page does not print, as META blocks that name the property."""
    printed = {title, *(block.text for block in blocks)}
    found: dict[str, Block] = {}
    for name in STATEMENTS:
        text = first_text(node.get(name))
        if text is not None and len(text) <= _STATEMENT_LENGTH and text not in printed:
            html = f"<p>{escape(text, quote=False)}</p>"
            hints = Hints(attributes=(("itemprop", name),))
            found.setdefault(text, Block(kind=BlockKind.META, text=text, html=html, hints=hints))
    return tuple(found.values())


def _base_url(outline: Outline, url: str | None) -> str | None:
    """What relative addresses count from: `<base href>` where there is one."""
    return (absolute(url, outline.bases[0].get("href")) if outline.bases else None) or url
