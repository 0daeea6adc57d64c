"""Owns e-mails as articles: newsletters read without what is between their sender and one subscriber."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice

from lxml import etree

from caveat.errors import ExtractError
from caveat.extract.attributes import is_hidden
from caveat.extract.blocks import Record, Walk, make_blocks
from caveat.extract.body import take_all
from caveat.extract.elements import element_text
from caveat.extract.frontmatter import FrontMatter
from caveat.extract.hiding import is_hiding_block, is_hiding_inline
from caveat.extract.letterlinks import counts_clicks, is_own_affair, public_link
from caveat.extract.letterwords import explains_itself, names_an_affair
from caveat.extract.mail import Mail, read_mail
from caveat.extract.secrecy import Secrets, holds, shows, without
from caveat.extract.text import story
from caveat.extract.walk import walk
from caveat.model import Article, Block, BlockKind
from caveat.trees import parse
from caveat.urls import absolute

_AFFAIR_MARK = "data-caveat-affair"
"""Marks the blocks in which a link was about the subscription."""
_MAX_ELEMENTS = 300_000
_MAX_ADDRESS = 4000
_SHORT = 500
_SHORT_WITH_LINK = 200
_TAIL = 0.25
"""Share of the text up to which what follows the words on the subscription is furniture as well."""
_TAIL_LINE = 400
_BLOCKS = frozenset(
    {
        "body",
        "blockquote",
        "p",
        "td",
        "th",
        "div",
        "li",
        "center",
        "footer",
        "section",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    }
)
_UNSEEN = re.compile(
    r"display:none|visibility:hidden|(?<!-)max-height:0(?:px)?(?![\d.])|(?<!-)opacity:0(?![\d.])|(?<![\w-])(?:height|width):[01](?:px)?(?![\d.%])"
)
_UNREAD_NAMES = re.compile(r"\bpre-?header|\bpreview-?text|\bmcnpreviewtext|\bgmail_attr\b", re.I)
_COUNTER = re.compile(
    r"/(?:open|o|pixel|beacon|track(?:ing)?|wf|imp|e?o)(?:/|\.(?:gif|php|aspx)|$)|[?&](?:open|pixel)=", re.I
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp)", re.I)
_FOLLOWS = re.compile(r"(?:©|\(c\)|copyright\b|all rights reserved)", re.I)
_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"')\]]{1,4000}", re.I)
_EMPTY_BRACKETS = re.compile(r"(?<![ \t])[ \t]*+(?:\(\s*\)|<\s*>|\[\s*\])")
_FORWARDED = re.compile(
    r"(?:(?<!\s)\s++|(?<![\s-]))-{2,100}+ ?"
    r"(?:Forwarded message|Original Message|Weitergeleitete Nachricht|Message transféré) ?-{2,100}\n"
    r"(?:[^\n:]{1,20}:[^\n]*\n)+",
    re.I,
)
_PARAGRAPH_ENDS = re.compile(r"\n(?:[ \t]*+\n)++")
_SIGNATURE = re.compile(r"\n-- ?\n")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An e-mail as an article, and its Message-ID."""

    article: Article
    id: str | None


def letter(body: bytes, *, name: str = "") -> Letter:
    """The article of an e-mail, without notices: every block's role is STORY.

    Links and lines that are about the subscription, pictures that count readers, hidden text, and everything that
    holds an address of the recipient are left out. Raises `ExtractError` where it is none, or holds no text.
    """
    mail = read_mail(body)
    blocks, language = _blocks(mail)
    blocks = tuple(block for block in blocks if not holds(_said(block), mail.secrets))
    if not any(block.text for block in blocks):
        raise ExtractError("the e-mail holds no text", url=name or None)
    title = without(mail.subject, mail.secrets).strip() or _opening(blocks)
    sender, site = (without(name, mail.secrets).strip() for name in (mail.sender, mail.site))
    article = Article(
        title=title,
        authors=(sender,) if sender else (),
        published=mail.sent,
        language=mail.language or language,
        site=site or None,
        blocks=blocks,
        is_letter=True,
    )
    return Letter(article=article, id=mail.id)


def _blocks(mail: Mail) -> tuple[tuple[Block, ...], str | None]:
    """The blocks of an e-mail and the language that its HTML names."""
    if mail.html is not None:
        try:
            root = parse(mail.html)
        except ExtractError:
            root = None
        blocks = () if root is None else _html_blocks(root, mail)
        if root is not None and (mail.text is None or any(block.text for block in blocks)):
            language = (root.get("lang") or "").strip()
            return blocks, language if _LANGUAGE.fullmatch(language) else None
    text = _clean_text(mail.text or "", mail.secrets)
    return (story(text, FrontMatter(title=mail.subject or " ")).blocks if text.strip() else ()), None


def _said(block: Block) -> str:
    html = unescape(block.html)
    return html if block.text in html else f"{block.text}\n{html}"


def _opening(blocks: Sequence[Block]) -> str:
    """The first heading, else the first words, as a title."""
    lines = [block for block in blocks if block.is_line]
    first = next((block for block in lines if block.kind is BlockKind.HEADING), next(iter(lines), None))
    if first is None:
        return "(no subject)"
    return first.text if len(first.text) <= 100 else first.text[:100].rpartition(" ")[0] + "…"


def _html_blocks(root: etree._Element, mail: Mail) -> tuple[Block, ...]:
    _clean_tree(root, mail.secrets)
    walked = walk(root, None)
    body = take_all(walked, mail.subject)
    return make_blocks(walked, _without_furniture(walked, body.records))


def _clean_tree(root: etree._Element, secrets: Secrets) -> None:
    """Takes out of the page what nobody sees, and what only its recipient should."""
    gone: list[etree._Element] = []
    for element in islice(root.iter(), _MAX_ELEMENTS):
        tag = element.tag
        if not isinstance(tag, str) or tag in ("html", "head"):
            continue
        if tag != "body" and _is_unseen(element, tag):
            gone.append(element)
            continue
        if tag == "a":
            _clean_link(element, secrets)
        elif tag == "table" and element.find(".//th") is None:
            element.set("role", "presentation")
        _clean_words(element, secrets)
    for element in gone:
        _drop(element)


def _clean_words(element: etree._Element, secrets: Secrets) -> None:
    """Takes the secrets out of the text around an element, and attributes that hold one off it."""
    element.text = without(element.text, secrets) if element.text else None
    element.tail = without(element.tail, secrets) if element.tail else None
    for name, value in element.items():
        if isinstance(name, str) and isinstance(value, str) and holds(value, secrets):
            del element.attrib[name]


def _is_unseen(element: etree._Element, tag: str) -> bool:
    style = re.sub(r"\s", "", (element.get("style") or "")[:1000].lower())
    if tag == "img":
        return _UNSEEN.search(style) is not None or any(_counts_readers(value) for _, value in element.items())
    if is_hiding_block(element) or is_hiding_inline(element):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return is_hidden(element) or _UNSEEN.search(style) is not None or _UNREAD_NAMES.search(names) is not None


def _counts_readers(said: str | bytes) -> bool:
    """Whether an attribute of a picture is the address of one that is there to tell that the e-mail was opened."""
    address = absolute(None, said[:_MAX_ADDRESS]) if isinstance(said, str) else None
    if address is None:
        return False
    return _COUNTER.search(address) is not None or (counts_clicks(address) and not _PICTURE.search(address))


def _clean_link(link: etree._Element, secrets: Secrets) -> None:
    """A link as anybody may follow it: without its address where that is the subscriber's."""
    address = (link.get("href") or "").strip()
    words = element_text(link, limit=300)
    if is_own_affair(words, address) or (address and shows(address, secrets)):
        block = next((parent for parent in link.iterancestors() if parent.tag in _BLOCKS), None)
        if block is not None:
            block.set(_AFFAIR_MARK, "\n".join(filter(None, (block.get(_AFFAIR_MARK), words))))
        link.attrib.pop("href", "")
        return
    public = public_link(address, secrets)
    if public is None:
        link.attrib.pop("href", "")
    else:
        link.set("href", public)


def _drop(element: etree._Element) -> None:
    """Takes an element out and leaves the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _without_furniture(walked: Walk, records: Sequence[Record]) -> list[Record]:
    """The records without lines on the subscription, and without what follows the last of them at the end."""
    affairs = [_is_affair(walked, record) for record in records]
    total = sum(len(record.text) for record in records) or 1
    end = len(records)
    rest = 0
    for index in range(len(records) - 1, -1, -1):
        if affairs[index]:
            end = index
            continue
        rest += len(records[index].text)
        if rest > _TAIL * total or len(records[index].text) > _TAIL_LINE:
            break
    while end < len(records) and end and _FOLLOWS.match(records[end - 1].text):
        end -= 1
    return [record for record, affair in zip(records[:end], affairs, strict=False) if not affair]


def _is_affair(walked: Walk, record: Record) -> bool:
    """Whether a line is about the subscription: it says why it came, or a link in it was and it is short."""
    length = len(record.text)
    if length > _SHORT or not length:
        return False
    if explains_itself(record.text):
        return True
    marks = (value for name, value in walked.containers[record.container].names.attributes if name == _AFFAIR_MARK)
    marked = any(words in record.text for mark in marks for words in mark.split("\n") if words)
    return marked and (length <= _SHORT_WITH_LINK or names_an_affair(record.text))


def _clean_text(text: str, secrets: Secrets) -> str:
    """A plain text without lines on the subscription, its addresses as anybody may follow them."""
    text = _FORWARDED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"), count=1)
    signature = _SIGNATURE.search(text, len(text) // 2)
    text = text[: signature.start()] if signature else text
    return "\n\n".join(_clean_paragraphs(_PARAGRAPH_ENDS.split(text), secrets))


def _clean_paragraphs(paragraphs: Sequence[str], secrets: Secrets) -> Iterator[str]:
    for paragraph in paragraphs:
        folded = " ".join(paragraph[: 2 * _SHORT].split())
        addresses = _URL.findall(folded)
        is_affair = len(folded) <= _SHORT and (
            explains_itself(folded)
            or any(shows(address, secrets) for address in addresses)
            or (bool(addresses) and names_an_affair(folded))
        )
        if not is_affair:
            public = _URL.sub(lambda found: public_link(found[0], secrets) or "", paragraph)
            yield _EMPTY_BRACKETS.sub("", without(public, secrets))
