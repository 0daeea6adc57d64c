"""Owns author names: what stands in bylines and meta data, as a clean list of persons."""

import re
from collections.abc import Iterable

from caveat.extract.names import cased

_MAX_NAME = 60
_MAX_AUTHORS = 12
_MOST_ROLE_WORDS = 6
_PREFIX = re.compile(
    r"(?:(?:written|posted|submitted|published|reported|reviewed|review|recap|words|story|text|article|updated|created)"
    r"(?: and \w+)? by|by|von|par|por|di|door|av|autor|authors?|auteur|text|words|view all posts by"
    r"|more (?:stories|posts|articles) by|follow)\s?:?\s",
    re.I,
)
_DATE_TAIL = re.compile(
    r"[|•·–—]|\b(?:on|published|updated|posted|last updated|am)\b[: ]|\d{1,2}[:./ ]\d"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b",
    re.I,
)
_SPLIT = re.compile(r"[;|•·]|\s&\s|\s(?:and|und|et|y|e|og|och|en|with)\s|,\s(?:and\s)?")
_JOB = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|contributing|staff|producer|critic|director|"
    r"analyst|professor|lecturer|researcher|fellow|university|manager|author|photographer|senior|chief|founder|redakteur|"
    r"redaktion|associate|bureau|desk|specialist|science|political|health|news|opinion|freelance|presenter|host)\b",
    re.I,
)
_RANKS = frozenset({
    "art", "arts", "article", "assistant", "blog", "book", "books", "business", "city", "content", "copy", "crime",
    "culture", "deputy", "digital", "education", "entertainment", "environment", "executive", "fashion", "feature",
    "features", "film", "food", "foreign", "game", "games", "gaming", "general", "ghost", "group", "guest", "head",
    "junior", "lead", "lifestyle", "local", "managing", "metro", "movie", "movies", "music", "national", "night",
    "online", "our", "page", "photo", "picture", "politics", "post", "principal", "site", "special", "sport", "sports",
    "tech", "technology", "the", "travel", "tv", "video", "web", "weekend", "world",
})  # fmt: skip
"""What stands before a job; anything else that does is somebody's name, whose other name is Writer or Fellow."""
_ADDRESS = re.compile(r"https?:|www\.|\.com\b|@|/")
_NOBODY = frozenset({
    "admin", "administrator", "author", "authors", "unknown", "editor", "editors", "staff", "guest", "user",
    "anonymous", "none", "null", "redaktion", "redaction", "the_editors", "follow", "twitter", "facebook", "email",
    "contributors", "contributor", "more", "posts", "share",
})  # fmt: skip
_SUFFIXES = frozenset({
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "dds", "esq", "esq.",
})  # fmt: skip
_NOT_IN_NAMES = re.compile(r"[\d<>{}\[\]=\\]")


def clean_authors(raw: Iterable[str], *, site: str | None = None, declared: bool = False) -> tuple[str, ...]:
    """The persons named in strings such as "By Ann Lee and Bo Ek, staff writers", each once, in order.

    Addresses, roles, dates and the site's own name are left out. `declared`: a field of the page's meta data says that
    these are authors, so "Jo Writer" is one.
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
    text = " ".join(text[:400].split()).strip(" ,;:|-–—")
    text = _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    text = _PREFIX.sub("", text, count=1) if _PREFIX.match(text) else text
    tail = _DATE_TAIL.search(text, 3)
    if tail is not None:
        text = text[: tail.start()] if "|" not in tail[0] else text
    names: list[str] = []
    for part in _SPLIT.split(text):
        name = part.strip(' ,;:|-–—"“”()*')
        if name.lower() in _SUFFIXES and names:
            names[-1] = f"{names[-1]}, {name}"
        elif _is_name(name, declared=declared):
            names.append(cased(name))
    return names


def _is_name(name: str, *, declared: bool) -> bool:
    if not 2 <= len(name) <= _MAX_NAME or name.lower() in _NOBODY:
        return False
    words = name.split()
    if len(words) > 6 or _ADDRESS.search(name) or _NOT_IN_NAMES.search(name):
        return False
    return not (_JOB.search(name) and _is_job(words)) or (declared and _is_called_so(words))


def _is_job(words: list[str]) -> bool:
    """Whether words that hold a job are a job ("senior reporter"); a "Sports desk" signs as a person does."""
    return words[-1].lower() != "desk" and words[-1].lower() not in ("staff", "team")


def _is_called_so(words: list[str]) -> bool:
    """Whether of two words only the second is a job, and the first is nothing that jobs are told apart by."""
    if len(words) != 2 or not all(word[0].isupper() for word in words):
        return False
    return words[0].lower() not in _RANKS and not _JOB.search(words[0])


def is_role(text: str) -> bool:
    """Whether a text is what somebody does ("senior reporter", "TV Editor"), or a byline's nobody ("Staff")."""
    short = len(text) <= _MAX_NAME and len(text.split()) <= _MOST_ROLE_WORDS
    return short and (text.lower() in _NOBODY or (_JOB.search(text) is not None and not _NOT_IN_NAMES.search(text)))
