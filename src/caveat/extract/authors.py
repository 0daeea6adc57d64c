"""Owns author names: what stands in bylines and meta data, as a clean list of persons."""

import re
from collections.abc import Iterable

from caveat.extract.bywords import (
    AGENCY,
    COLLECTIVES,
    DESK,
    DESKS,
    DID,
    HOUSE,
    JOB,
    LEADS,
    NOBODY,
    RANKS,
    SUFFIXES,
    WHEN,
)
from caveat.extract.names import cased, is_name
from caveat.extract.openings import Opening, read_opening

_MAX_TEXT = 400
_MAX_NAME = 60
_MAX_AUTHORS = 12
_MOST_ROLE_WORDS = 6
_MOST_WORDS = 6
_LONGEST_SHORTENED = 4
"""Characters, with its full stop, of a part of a name that is shortened: "Nelson C. J.", "Jr."."""
_MOST_DECLARED_WORDS = 9
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\ufeff]")
_DATED = re.compile(r"^(?:[^\W\d_]{2,12}\.?,? )?\d[\d./:]{0,9}(?:\.? [^\W\d_]{3,12}\.?,?)?[\d./: ]{0,18} [-–—|·•] ")
"""A date before a name."""
_FIGURES = re.compile(r"[\s,(]\d|(?<=\D)\d{4}-\d\d|(?<=[^\W\d_])\d{1,2}\. [^\W\d_]")
_IN_SECTION = re.compile(r",? (?:in|for|für) (?=[A-Z\d])|, (?=in )")
_TAIL = re.compile(
    r"\s[•·–—-]\s|[•·]"
    r"|\b(?:published|updated|posted|last updated|veröffentlicht|publié|publicado|follow|folgen|twitter)(?:[: ]|$)",
    re.I,
)
_SPLIT = re.compile(r"[;|、，]|\s[/+]\s|,\s(?:and\s)?")
_AND = re.compile(r"\s(?:&|and|und|et|y|e|og|och|en|i|и|ve)\s")
_WITH = re.compile(r"\s(?:with|mit|avec)\s.*")
_SEAM = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:Published|Updated|Posted|Veröffentlicht|Follow|Twitter|January|February|March|April|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b)"
)
"""Where the markup lost a space after a name."""
_JOINED = re.compile(r"\w[\w.-]{0,20}/[\w.-]{1,20}(?: \w{1,20})?")
"""Abbreviations of who wrote and who edited, or of two agencies: "dpa/lno"."""
_ADDRESS = re.compile(r"https?:|www\.|\.com\b|@|/")
_PATH = re.compile(r"https?:|www\.|@|/")
_NOT_IN_NAMES = re.compile(r"[\d<>{}\[\]=\\]")


def find_desk(raw: Iterable[str]) -> tuple[str, ...]:
    """The first of some strings that names a desk or a job, who sign where no person does: "Redaktion", "Bay Staff"."""
    for text in raw:
        opening, rest = read_opening(" ".join(text[:_MAX_TEXT].split()))
        name = _without_tail(rest, declared=False).strip(" ,;:|-–—")
        fits = 2 <= len(name) <= _MAX_NAME and len(name.split()) <= _MOST_WORDS and not _PATH.search(name)
        if fits and opening is not Opening.HELPED and (name.casefold() in DESKS or DESK.search(name)):
            return (name,)
    return ()


def clean_authors(raw: Iterable[str], *, site: str | None = None, declared: bool = False) -> tuple[str, ...]:
    """The persons named in strings such as "By Ann Lee and Bo Ek, staff writers", each once, in order.

    Addresses, roles, dates and the site's own name are left out. `declared`: a field of the page's meta data, or an
    element of its own, says that these are authors, so "Jo Writer" is one.
    """
    names: dict[str, str] = {}
    own = (site or "").casefold()
    for text in raw:
        for name in _split(text, declared=declared):
            key = name.casefold()
            if key != own and key not in names and len(names) < _MAX_AUTHORS:
                names[key] = name
    return tuple(names.values())


def _split(text: str, *, declared: bool) -> list[str]:
    text = " ".join(_INVISIBLE.sub("", text[:_MAX_TEXT]).split()).strip(" ,;:|-–—")
    text = _SEAM.sub(" ", text)
    opening, text = read_opening(_DATED.sub("", text, count=1))
    if opening is Opening.HELPED:
        return []
    text = _without_tail(text, declared=declared)
    names: list[str] = []
    for part in _parts(text, declared=declared):
        name = _bare(part)
        if name.lower() in SUFFIXES and names:
            names[-1] = f"{names[-1]}, {name}"
        elif _is_author(name, names, declared=declared):
            names.append(cased(name))
    return names


def _parts(text: str, *, declared: bool) -> list[str]:
    """The pieces of a list of names; a slash parts whole names only, a dash none that stand in a field of their own."""
    slashed = text.split("/")
    if len(slashed) > 1 and all(is_name(part.strip()) for part in slashed):
        return slashed
    if declared and _JOINED.fullmatch(text):
        return [text]
    return [part for piece in _SPLIT.split(text) for part in _joint(piece)]


def _joint(piece: str) -> list[str]:
    """The names that "and" joins; the name of a house with "and" in it as it is."""
    parts = _AND.split(piece)
    return parts if is_name(parts[0].strip(), least=1) else [piece]


def _without_tail(text: str, *, declared: bool) -> str:
    """A byline without its date and whatever follows it, without addresses and handles."""
    text = " ".join(map(_without_address, text.split()))
    figures = _FIGURES.search(text, 3)
    if figures is not None:
        words = text[: figures.start()].rstrip(" ,;:|-–—(").split()
        while len(words) > 1 and ((last := words[-1].casefold().rstrip(",:")) in WHEN or last in DID):
            words.pop()
        text = " ".join(words)
    for cut in () if declared else (_TAIL, _IN_SECTION):
        found = cut.search(text, 3)
        text = text[: found.start()] if found is not None else text
    first, _, rest = text.partition(" | ")
    if rest and is_name(first) and not is_name(rest.partition(" | ")[0]):
        return first
    return AGENCY.sub("", _WITH.sub("", text))


def _without_address(word: str) -> str:
    """A word without the handle at its end; nothing of an address."""
    if word.startswith(("http:", "https:")):
        return ""
    name, at, host = word.partition("@")
    return name if not at or "." not in host.rstrip(".,)") else ""


def _bare(part: str) -> str:
    """A name without the marks around it, and without a job before or behind it."""
    name = part.strip(' ,;:|-–—"“”„()*+')
    if name.endswith(".") and len(name.rpartition(" ")[2]) > _LONGEST_SHORTENED and name.lower() not in SUFFIXES:
        name = name[:-1]
    if JOB.search(name) is None:
        return name
    words = name.split()
    jobs = [position for position, word in enumerate(words) if JOB.search(word)]
    if not jobs:
        return name
    before = " ".join(words[: _rank_start(words, jobs[0])])
    behind = " ".join(words[jobs[-1] + 1 :]) if words[jobs[-1]].casefold() not in COLLECTIVES else ""
    least = 1 if name.upper() == name.lower() else 2
    return next((kept for kept in (before, behind) if is_name(kept, least=least) and not HOUSE.search(kept)), name)


def _rank_start(words: list[str], job: int) -> int:
    """Where a job begins with its rank: "Ann Lee Deputy Sports Editor"."""
    while job and words[job - 1].casefold() in RANKS:
        job -= 1
    return job


def _is_author(name: str, before: list[str], *, declared: bool) -> bool:
    if not 2 <= len(name) <= _MAX_NAME or name.casefold() in NOBODY or name.casefold() in DESKS or LEADS.search(name):
        return False
    words = name.split()
    joined = declared and _JOINED.fullmatch(name)
    most = _MOST_DECLARED_WORDS if declared else _MOST_WORDS
    if len(words) > most or not any(map(str.isalpha, name)) or (_ADDRESS.search(name) and not joined):
        return False
    if _NOT_IN_NAMES.search(name) and not (declared and name.isalnum()):
        return False
    if name[0] in "©#" or all(word in DID or word in WHEN for word in name.casefold().split()):
        return False
    if before and is_name(before[0]) and HOUSE.search(name):
        return False
    return not (JOB.search(name) and _is_job(words)) or (declared and _is_called_so(words))


def _is_job(words: list[str]) -> bool:
    """Whether words that hold a job are a job ("senior reporter"); a "Sports desk" signs as a person does."""
    return words[-1].lower() not in ("desk", "staff", "team")


def _is_called_so(words: list[str]) -> bool:
    """Whether of two words only the second is a job, and the first is nothing that jobs are told apart by."""
    if len(words) != 2 or not all(word[0].isupper() for word in words):
        return False
    return words[0].lower() not in RANKS and not JOB.search(words[0])


def is_role(text: str) -> bool:
    """Whether a text is what somebody does ("senior reporter", "TV Editor"), or a byline's nobody ("Staff")."""
    short = len(text) <= _MAX_NAME and len(text.split()) <= _MOST_ROLE_WORDS
    if not short:
        return False
    folded = text.casefold()
    return folded in NOBODY or folded in DESKS or (JOB.search(text) is not None and not _NOT_IN_NAMES.search(text))
