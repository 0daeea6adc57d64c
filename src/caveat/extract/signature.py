"""Owns signatures: the lines of a text that are nothing but byline, date, role and reading time."""

import re
from dataclasses import dataclass
from datetime import datetime

from caveat.dates import parse_date
from caveat.extract.authors import clean_authors, is_role
from caveat.extract.names import is_name

_MAX_LINE = 160
_MAX_WORDS = 14
_MAX_DATE = 60

_WORK = (
    r"(?:words|text|story|review|recap|interview|report|article|essay|feature|analysis|column|written|reported"
    r"|reporting|posted|submitted|published|reviewed|recapped|compiled|edited)"
)
_PICTURES = r"(?:photos?|photographs|photography|pictures|images|illustrations)"
_BYLINE = re.compile(
    rf"(?:(?P<said>{_WORK}(?: (?:and|&) (?:{_WORK}|{_PICTURES}))? by|authors? ?:)"
    r"|(?P<label>(?:words|text) ?:)|by|von|par|por|door)(?: ?:)? ?(?P<names>\S.*)",
    re.I,
)
_LABEL = re.compile(
    r"(?:(?:autor(?:a|in|ka|en|es|i|zy)?|auteure?s?|autore|autori|autrice|forfatter|författare|tekst|texto?|texte|testo"
    r"|kirjoittaja|szerző|yazar|yazan|автор|текст|συντάκτης) ?:"
    r"|(?:作者|撰文|记者|記者|本报记者|文|著者|筆者|取材・文|글|기자|글쓴이) ?[:：/／]) ?(?=\S)",
    re.I,
)
"""What stands before the names of authors in other languages than those of `_BYLINE`."""
_DASHED = re.compile(r"(?:[—–―]|--?(?= )) ?(\S.*)")
_DATED = re.compile(
    r"(?:(first published|published|posted|submitted|date|(?:last )?(?:updated|modified|edited))(?: on| at)?(?: ?:)? )?"
    r"(\S.*)",
    re.I,
)
_ISO_LINE = re.compile(r"[\d\-T:.,Z+ /]+(?: ?(?:UTC|GMT))?")
_PART = re.compile(r" ?[|·•] ?| [-–—] ")
_CUT = re.compile(r",? on (?=\S)|,? (?=by )|, ", re.I)
"""Where a line without bars may fall into parts: "Posted on 3 March by Ann Lee", "Ann Lee, 3 March 2026"."""
_READING_TIME = re.compile(r"\d{1,3} min(?:ute)?s?(?: read)?", re.I)
_BESIDE_NAME = re.compile(r" ?\(?(?<!\w)@[\w.]{1,40}\)?| (?:for|in) (?:the )?[A-Z0-9].*")
"""What follows a name in a byline and is no part of it: a handle, the outlet or section it was written for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What one line says."""

    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    is_bare: bool = False
    """There is nothing but a name, perhaps with a role: it may be anybody's."""
    is_sure: bool = False
    """No title reads so: it says what somebody did or what the date is of, or it gives both author and date."""

    is_dashed: bool = False
    """It is a name after a dash: whose the text is, or whose the words before it are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    authors: tuple[str, ...] = ()
    label: bool = False
    """The line says that these are the authors."""
    is_sure: bool = False
    """It says so in more words than "by", or says what the date is of."""
    moment: datetime | None = None
    is_update: bool = False


def read_signature(line: str, *, at_top: bool = False, at_end: bool = False) -> Signature | None:
    """What a signature says; None for a line with anything else in it.

    `at_top`: it stands right under the title, where "By Cher" is a byline; `at_end`: among the last lines of the
    text, where "— Ann Lee" is one, and not the name of whoever was quoted.
    """
    if len(line) > _MAX_LINE or len(line.split()) > _MAX_WORDS:
        return None
    dashed = _DASHED.fullmatch(line) if at_end else None
    if dashed is not None:
        return Signature(authors=(dashed[1],), is_dashed=True) if is_name(dashed[1]) else None
    parts: list[_Part] = []
    for piece in _PART.split(line.strip("*_[]() ")):
        found = _parts(piece, 1 if at_top else 2)
        if found is None:
            return None
        parts += found
    return _signature(parts)


def is_role_line(line: str) -> bool:
    """Whether a line is nothing but what somebody does ("TV Editor"), or where to find them ("@annlee")."""
    return re.fullmatch(r"@\w{1,40}", line) is not None or (line[-1:].isalnum() and is_role(line))


def _signature(parts: list[_Part]) -> Signature | None:
    authors = tuple(dict.fromkeys(name for part in parts for name in part.authors))
    published = next((part.moment for part in parts if part.moment and not part.is_update), None)
    updated = next((part.moment for part in parts if part.moment and part.is_update), None)
    says = any(part.label for part in parts)
    if not (says or authors or published or updated):
        return None
    return Signature(
        authors=authors,
        published=published,
        updated=updated,
        is_bare=not (says or published or updated),
        is_sure=any(part.is_sure for part in parts) or bool(authors and (published or updated)),
    )


def _parts(text: str, least: int) -> list[_Part] | None:
    """The parts of a piece of a line; None where any of it is neither date, name, role nor reading time."""
    dated = _date(text)
    if dated is not None:
        return [dated]
    for cut in _CUT.finditer(text):
        before = _part(text[: cut.start()], least)
        behind = _parts(text[cut.end() :], least) if before is not None else None
        if before is not None and behind is not None:
            return [before, *behind]
    whole = _part(text, least)
    return None if whole is None else [whole]


def _part(text: str, least: int) -> _Part | None:
    dated = _date(text)
    if dated is not None:
        return dated
    byline = _BYLINE.fullmatch(text)
    if byline is None:
        label = _LABEL.match(text)
        names = () if label is None else _names(text[label.end() :], 1 if text[0] > "\u3000" else 2)
        if names:
            return _Part(authors=names, label=True, is_sure=True)
        if _READING_TIME.fullmatch(text) or is_role_line(text):
            return _Part()
        names = _names(text, 2) if text[:1].isalnum() else ()
        return _Part(authors=names) if names else None
    sure = byline["said"] is not None
    if is_role(byline["names"]):
        # "By Staff" names nobody, and is a byline all the same.
        return _Part(label=True, is_sure=sure)
    names = _names(byline["names"], 1 if sure else 2 if byline["label"] else least)
    return _Part(authors=names, label=True, is_sure=sure) if names else None


def _names(text: str, least: int) -> tuple[str, ...]:
    """The persons, if a text is nothing but their names: `least` words in the first one, any number in the others."""
    names = clean_authors([_BESIDE_NAME.sub("", text)])
    enough = (least, *[1] * len(names))
    persons = all(is_name(name.partition(",")[0], least=words) for name, words in zip(names, enough, strict=False))
    return names if persons else ()


def _date(line: str) -> _Part | None:
    """A text that is nothing but a date, with what it is the date of."""
    match = _DATED.fullmatch(line)
    if match is None or len(line) > _MAX_DATE or not any(character.isdigit() for character in line):
        return None
    said = match[2]
    # ISO dates are read from the start of a text; here nothing may follow.
    if said[:4].isdigit() and not _ISO_LINE.fullmatch(said):
        return None
    moment = parse_date(said.replace(" at ", " "))
    label = (match[1] or "").lower()
    if moment is None:
        return None
    return _Part(moment=moment, is_sure=bool(label), is_update=label.endswith(("updated", "modified", "edited")))
