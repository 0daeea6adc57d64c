"""Owns the lines around a story that are not the story: byline, date, credits, the author's name and biography."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from caveat.extract.authors import clean_authors
from caveat.extract.dates import parse_date
from caveat.model import Block, BlockKind

_TOP = 8
"""Blocks from the start among which bylines and date lines are looked for."""
_END = 6
"""Blocks from the end among which they, and the biography, are looked for."""
_LAST = 3
"""Blocks from the end among which a name after a dash signs the text; before them it names who was quoted."""
_MAX_LINE = 160
_MAX_WORDS = 14
_MAX_DATE = 60
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.DEK, BlockKind.BOX})

_PICTURE = (
    r"(?:images?|photos?|photographs?|photography|pictures?|illustrations?|artwork|stills?|screenshots?"
    r"|fotos?|bild|bilder|bildquelle|imagen|imágenes|immagini|foto's|zdjęcia)"
)
_CREDIT = re.compile(
    rf"[\[(*]?(?:(?:all|main|lead|top|header|cover|featured?) )?{_PICTURE}"
    r"(?: (?:credits?|courtesy of|courtesy|source|by|via))? ?: ?\S.*"
    rf"|[\[(*]?{_PICTURE} (?:credits?|courtesy|by|via) \S.*"
    r"|[\[(*]?(?:(?:credits?|crédits?(?: photos?)?|source|copyright) ?:|©|\(c\)|copyright ©) ?\S.*",
    re.I,
)
_BYLINE = re.compile(
    r"(?:(?:words|text|written|story|reported|posted|reviewed|published)(?: by| ?:)|by|von|par|por|door|authors? ?:)"
    r"(?: ?:)? ?(\S.*)",
    re.I,
)
_DASHED = re.compile(r"(?:[—–―]|--?(?= )) ?(\S.*)")
_DATED = re.compile(
    r"(?:(first published|published|posted|date|(?:last )?(?:updated|modified|edited))(?: on| at)?(?: ?:)? )?(\S.*)",
    re.I,
)
_ISO_LINE = re.compile(r"[\d\-T:.,Z+ /]+(?: ?(?:UTC|GMT))?")
_PART = re.compile(r" ?[|·•] ?")
_READING_TIME = re.compile(r"\d{1,3} min(?:ute)?s?(?: read)?", re.I)
_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.\-][^\W\d_]*){0,4}")
_PARTICLES = frozenset(
    {
        "al",
        "bin",
        "da",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "von",
        "zu",
    }
)
_FINAL = '.!?:;,…"”'
_INTRODUCES = re.compile(
    r"(?:,[^.]{1,120},)? (?:is|was|has|writes|covers|works|worked|lives|joined|edits|reports|reviews|loves|began"
    r"|started|spends|can)\b|['’]s\b"
)
_GOES_ON = re.compile(
    r"(?:he|she|they|you can (?:find|follow)|follow|find|e-?mail|contact)\b"
    r"|(?:twitter|instagram|facebook|bluesky|mastodon|web) ?:|@",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the lines around a story say, and the blocks with those lines as META."""

    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None


def read_imprint(blocks: Sequence[Block]) -> Imprint:
    """Finds the lines around the story, and makes META blocks of them."""
    found = list(blocks)
    authors: list[str] = []
    dates: dict[bool, datetime] = {}
    for index, block in enumerate(blocks):
        if block.kind not in _LINES and block.kind is not BlockKind.META:
            continue
        near = index < _TOP or index >= len(blocks) - _END
        names, dated = _signature(block.text, at_end=index >= len(blocks) - _LAST) if near else ((), {})
        authors += names
        dates = {**dated, **dates}
        if names or dated or (index and _is_credit(block.text)):
            found[index] = replace(block, kind=BlockKind.META)
    name, biography = _biography(found, authors)
    for index in biography:
        found[index] = replace(found[index], kind=BlockKind.META)
    persons = tuple(dict.fromkeys(authors)) or ((name,) if name else ())
    return Imprint(blocks=tuple(found), authors=persons, published=dates.get(False), updated=dates.get(True))


def _is_credit(line: str) -> bool:
    return len(line) <= _MAX_LINE and len(line.split()) <= _MAX_WORDS and _CREDIT.fullmatch(line) is not None


def _signature(line: str, *, at_end: bool) -> tuple[tuple[str, ...], dict[bool, datetime]]:
    """(authors, dates by whether they are of an update) of a line that is nothing but byline and date; else nothing."""
    nothing: tuple[tuple[str, ...], dict[bool, datetime]] = ((), {})
    if len(line) > _MAX_LINE or len(line.split()) > _MAX_WORDS:
        return nothing
    authors: list[str] = []
    dates: dict[bool, datetime] = {}
    for part in _PART.split(line.strip("*_[]() ")):
        dated = _date(part)
        names = _byline(part, at_end=at_end)
        if dated is not None:
            dates.setdefault(*dated)
        elif names:
            authors += names
        elif dates and _is_name(part):
            authors.append(part)
        elif not (_READING_TIME.fullmatch(part) and (authors or dates)):
            return nothing
    return tuple(authors), dates


def _byline(line: str, *, at_end: bool) -> tuple[str, ...]:
    """The persons of "By A and B", "Words: A", and, where a text ends, "— A"; () where the line is none of them."""
    match = _BYLINE.fullmatch(line) or (_DASHED.fullmatch(line) if at_end else None)
    if match is None:
        return ()
    names = clean_authors([match[1]])
    short = line.casefold().startswith("by ") or match.re is _DASHED
    return names if names and all(_is_name(name, least=2 if short else 1) for name in names) else ()


def _date(line: str) -> tuple[bool, datetime] | None:
    """(whether it is of an update, when) of a line that is nothing but a date."""
    match = _DATED.fullmatch(line)
    if match is None or len(line) > _MAX_DATE or not any(character.isdigit() for character in line):
        return None
    said = match[2]
    # ISO dates are read from the start of a text; here nothing may follow.
    if said[:4].isdigit() and not _ISO_LINE.fullmatch(said):
        return None
    moment = parse_date(said.replace(" at ", " "))
    label = (match[1] or "").lower()
    return None if moment is None else (label.endswith(("updated", "modified", "edited")), moment)


def _is_name(text: str, *, least: int = 2) -> bool:
    """Whether a text is nothing but a person's name: `least` to 4 words with capitals, particles aside."""
    if text[-1:] in _FINAL and not text.endswith(("Jr.", "Sr.")):
        return False
    words = [word for word in text.split() if word not in _PARTICLES]
    return least <= len(words) <= 4 and all(_WORD.fullmatch(word) and word[0].isupper() for word in words)


def _biography(blocks: Sequence[Block], authors: Sequence[str]) -> tuple[str, Iterable[int]]:
    """(author, indexes of the blocks) of a closing name and the paragraph that introduces it; ("", ()) without one.

    Where names and introductions come in pairs, as in a list of a cast, they are the story.
    """
    texts = [(index, block) for index, block in enumerate(blocks) if block.kind in _LINES and block.text]
    pairs = [
        position
        for position, (_, block) in enumerate(texts[:-1])
        if _is_name(block.text) and _introduces(texts[position + 1][1].text, block.text)
    ]
    if pairs and pairs[0] >= len(texts) - _END and pairs[0] > 0:
        name = texts[pairs[0]][1].text
        start = pairs[0] if not authors or name in authors else len(texts)
    else:
        name, start = "", _own_biography(texts, authors)
    tail = texts[start:]
    lead = 2 if name else 1
    if any(not _belongs(block.text, name or " ".join(authors)) for _, block in tail[lead:]):
        return "", ()
    return (name if tail else ""), [index for index, _ in tail]


def _own_biography(texts: Sequence[tuple[int, Block]], authors: Sequence[str]) -> int:
    """Position among the last lines of one that introduces an author whom the byline names."""
    for position in range(max(len(texts) - _END, 1), len(texts)):
        text = texts[position][1].text
        if any(text.startswith(name) and _INTRODUCES.match(text, len(name)) for name in authors):
            return position
    return len(texts)


def _introduces(text: str, name: str) -> bool:
    """Whether a paragraph opens with a name, whole, first or last, and says what that person is or does."""
    words = name.split()
    return any(
        text.startswith(start) and _INTRODUCES.match(text, len(start)) is not None
        for start in (name, words[0], words[-1])
    )


def _belongs(text: str, names: str) -> bool:
    """Whether a paragraph after a biography goes on with it."""
    return _GOES_ON.match(text) is not None or any(text.startswith(name) for name in names.split())
