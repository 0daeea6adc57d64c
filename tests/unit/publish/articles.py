"""Owns articles of any shape with notices of any kind, and an oracle of its own that says what of them is covered.

Every secret is one word that stands nowhere else, so that wherever it is met, one knows what told it. Its letters are
none of ASCII's: in an address it is written otherwise than in a text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import quote

from hypothesis import strategies as st

from caveat.model import (
    Block,
    BlockKind,
    Enclosure,
    Entry,
    Hints,
    Medium,
    Notice,
    Origin,
    Polarity,
    Seen,
    Unit,
    Where,
    Work,
)
from tests.unit.publish.samples import DUNE, JESSICA, block, entry, notice, spanned

SECRET = re.compile("zq[a-z]+é[0-9]+qz")
_BODY = (
    *(BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.TABLE, BlockKind.CODE),
    BlockKind.DEK,
)
_FORMS = ("plain", "plain", "plain", "linked", "spanned", "pictured", "figure", "figure", "caption", "label")
_FINALE = Work(title="進撃の巨人", medium=Medium.MANGA, episode_to=139, unit=Unit.CHAPTER, through=True)
_WORKS = (DUNE, JESSICA, _FINALE, Work(title="Lost & <Found>"))
_SLUGS = {
    work.title: seen for work, seen in ((JESSICA, "jessica-jones"), (DUNE, "dune-part-two"), (_FINALE, "進撃の巨人"))
}


@dataclass(frozen=True)
class Case:
    """An entry, who looks at it, and every secret of it that must not be told to them openly."""

    entry: Entry
    seen: tuple[Seen, ...]
    covered: frozenset[str]
    free: frozenset[str]
    """The secrets of blocks that nothing covers, and no fold of the page holds."""
    standing: tuple[Notice, ...]


def secret(of: str, number: int) -> str:
    """A word that stands for something in an article."""
    return f"zq{of}é{number}qz"


def secrets(text: str) -> set[str]:
    """The secrets in a text or in markup, addresses included."""
    return set(SECRET.findall(text.replace(quote("é"), "é")))


def picture(number: int, of: str = "src") -> str:
    """The address of a picture that tells what it shows."""
    return f"https://news.example/{quote(secret(of, number))}.jpg"


def _image(number: int) -> str:
    sources = f'src="{picture(number)}" srcset="{picture(number, "set")} 2x"'
    return f'<img {sources} alt="Seen: {secret("alt", number)} &amp; co">'


def _block(number: int, form: str, kind: BlockKind, covered: bool) -> Block:
    open_word, hidden = secret("open", number), secret("hidden", number)
    if form == "figure":
        figure = Block(kind=BlockKind.FIGURE, text="", html=f"<figure>{_image(number)}</figure>")
        return replace(figure, covered=covered)
    if form == "caption":
        return block(f"{open_word} on it", BlockKind.CAPTION)
    if form == "label":
        return Block(kind=BlockKind.SUMMARY, text=open_word, html=f"<p>{open_word}</p>")
    if form == "spanned":
        return spanned(f"{open_word} & ", f"{hidden} <dies>", " <so>", kind=kind)
    if form == "pictured":
        inside = f'and <span class="spoiler">{hidden} {_image(number)}</span>'
        html = f'<p>{open_word} <a href="{picture(number, "link")}" title="{hidden}">{inside}</a></p>'
        spans = ((len(open_word) + 5, len(open_word) + 5 + len(hidden)),)
        return Block(kind=BlockKind.PARAGRAPH, text=f"{open_word} and {hidden}", html=html, hints=Hints(spans=spans))
    if form == "linked":
        html = f'<p>{open_word} <a href="{picture(number)}" title="{secret("alt", number)}">there</a></p>'
        return Block(kind=BlockKind.PARAGRAPH, text=f"{open_word} there", html=html)
    return block(f"{open_word} & <so>", kind)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to nine blocks, up to three notices, and somebody who has seen some of the works."""
    forms = draw(st.lists(st.tuples(st.sampled_from(_FORMS), st.sampled_from(_BODY), st.booleans()), max_size=9))
    blocks = [_block(number, *form) for number, form in enumerate(forms)]
    for number, (label, inside) in enumerate(pairwise(blocks), start=1):
        if label.kind is BlockKind.SUMMARY:
            blocks[number - 1] = _in_fold(label, number)
            blocks[number] = _in_fold(inside, number)
    lines = [found for found in blocks if found.is_line]
    notices = [draw(_notices(lines)) for _ in range(draw(st.integers(1, 3)))]
    known = draw(st.sets(st.sampled_from([*_SLUGS])))
    seen = tuple(Seen(slug=_SLUGS[title]) for title in sorted(known))
    standing = [one for one in notices if one.warns and not (one.works and known >= {work.title for work in one.works})]
    notices = [_inside(one, lines, standing, draw(st.booleans())) for one in notices]
    standing = [one for one in notices if one.warns and not (one.works and known >= {work.title for work in one.works})]
    covered, free = _oracle(blocks, standing)
    lead = draw(st.sampled_from([picture(0, "lead"), *(picture(number) for number in range(len(blocks)))]))
    around = {secret(of, 0) for of in ("about", "tag", "section", "leadalt", "file")}
    # In a fold of the page a picture is shown openly as well.
    openly = {word for found in blocks for word in secrets(found.html)} - covered
    around |= secrets(lead) - openly
    given = entry(
        *blocks,
        notices=tuple(notices),
        title=f"{secret('title', 0)} & the <rest>",
        description=" ".join(["What it is about:", secret("about", 0), *sorted(covered)]),
        section=secret("section", 0),
        tags=("tv", secret("tag", 0), *sorted(covered)),
        image=lead,
        image_alt=secret("leadalt", 0),
        enclosures=(Enclosure(url=f"https://news.example/{quote(secret('file', 0))}.mp3", media_type="audio/mpeg"),),
    )
    return Case(given, seen, frozenset(covered | around if standing else ()), frozenset(free), tuple(standing))


def _in_fold(found: Block, number: int) -> Block:
    return replace(found, hints=replace(found.hints, folds=(number,)))


@st.composite
def _notices(draw: st.DrawFn, lines: Sequence[Block]) -> Notice:
    first = draw(st.integers(1, len(lines) + 1))
    last = draw(st.integers(first, len(lines) + 1))
    works = draw(st.lists(st.sampled_from(_WORKS), unique=True, max_size=2))
    where = draw(st.sampled_from(Where))
    texts = ["", "Spoilers ahead!", "<b>SPOILER ALERT</b>: it & ends", "Spoiler warning"]
    found = notice(
        *range(first, min(last, len(lines)) + 1),
        text=draw(st.sampled_from([*texts, secret("title", 0)] if where is Where.TITLE else texts)),
        where=where,
        works=tuple(works),
        polarity=draw(st.sampled_from([Polarity.CONTAINS, Polarity.CONTAINS, Polarity.DENIES])),
        inline=draw(st.booleans()),
    )
    return replace(found, origin=draw(st.sampled_from(Origin)))


def _inside(one: Notice, lines: Sequence[Block], standing: Sequence[Notice], is_inside: bool) -> Notice:
    """The notice, or the same as a sentence of a line that another one covers as a whole."""
    others = (line for other in standing if other is not one and not other.inline for line in other.covers)
    line = next(others, None) if is_inside else None
    return one if line is None else replace(one, text=lines[line - 1].text)


def _oracle(blocks: Sequence[Block], standing: Sequence[Notice]) -> tuple[set[str], set[str]]:
    """The secrets that are covered, and those of blocks of which nothing is and that no fold holds."""
    inline = {line for one in standing if one.inline for line in one.covers}
    whole = {line for one in standing if not one.inline for line in one.covers}
    number, lines = 0, sum(found.is_line for found in blocks)
    # A line that says nothing of spans cannot be covered in part.
    plain = [found for found in blocks if found.is_line]
    whole |= {line for line in inline if "<span" not in plain[line - 1].html}
    covered: set[str] = set()
    free: set[str] = set()
    for found in blocks:
        told = secrets(found.text + found.html)
        number += found.is_line
        around = {number} if found.is_line else {number, number + 1} & set(range(1, lines + 1))
        if around & whole or (not found.is_line and standing and (found.covered or not lines)):
            covered |= told
        elif found.is_line and number in inline:
            covered |= told - {word for word in told if "open" in word}
        elif not found.hints.folds and found.kind is not BlockKind.SUMMARY:
            free |= told
    return covered, free
