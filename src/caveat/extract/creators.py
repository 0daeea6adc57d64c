"""Owns the choice of an article's authors among those that its page declares and those that it prints."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from caveat.extract.authors import clean_authors, find_desk
from caveat.extract.bylines import read_bylines
from caveat.extract.bywords import DESKS, DOMAIN, HOUSE
from caveat.extract.names import is_name
from caveat.extract.signers import marked_authors
from caveat.extract.titles import key_of

_MOST_WORDS = 3
_TWO_NAMES = re.compile(r"[a-z]{3,20}[._][a-z]{3,20}")
_LONGEST_INITIALS = 4
_LOGIN = re.compile(r"[a-z\d]+(?:[._-][a-z\d]+)*")
"""A name that somebody logs in by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What a page's data for machines says of its authors, as it says it."""

    persons: Sequence[str]
    """Of its JSON-LD."""
    organisations: Sequence[str]
    metas: Sequence[Sequence[str]]
    """Of its `<meta>`, one list for each name of these."""


def choose_authors(
    root: etree._Element, declared: Attribution, lines: Sequence[str], *, title: str, own: Collection[str]
) -> tuple[str, ...]:
    """The authors of a page: persons before houses, a byline that names others before what is declared.

    `lines` are those near the headline; `own` the keys of what the site is called, which signs only where nobody else
    does.
    """
    bylines = read_bylines(lines)
    linked = clean_authors(declared.persons, declared=True)
    metas = [clean_authors(texts, declared=True) for texts in declared.metas if texts]
    fullest = next((names for names in metas if linked and set(linked) < set(names)), linked)
    known = next(filter(None, (_persons(names, own) for names in (fullest, *metas))), ())
    known = tuple(name for name in known if name not in bylines.helpers) or known
    said, bare = _persons(bylines.said, own), _persons(bylines.bare, own)
    known = tuple(_completed(name, (*said, *bare)) for name in known)
    if said and known:
        return said if _overrules(said, known) else known
    if known and not all(_LOGIN.fullmatch(name) for name in known):
        return known
    if said:
        return said
    marked = marked_authors(root, title)
    people = _persons(marked, own)
    sure = tuple(name for name in people if is_name(name))
    nicknames = tuple(name for name in people if len(name) > _LONGEST_INITIALS)
    houses = (linked, clean_authors(declared.organisations), *metas)
    desk = find_desk([*declared.persons, *declared.organisations, *chain.from_iterable(declared.metas)])
    spelled = tuple(_spelled(name) for name in known)
    return _first(sure, spelled, bare, nicknames, *houses, marked, bylines.said, bylines.desk, desk)


def _first(*found: tuple[str, ...]) -> tuple[str, ...]:
    """The first of these that names anybody."""
    return next(filter(None, found), ())


def _completed(name: str, printed: Sequence[str]) -> str:
    """A single word as the page prints the whole of the name: "bo.ek" is "Bo Ek", "Bo" is "Bo Ek"."""
    if " " in name:
        return name
    whole = (other for other in printed if key_of(other) == key_of(name) or other.startswith(f"{name} "))
    return next(whole, name)


def _spelled(login: str) -> str:
    """The name in a login that is made of a first and a last name: "bo.van-ek" stays, "ann.lee" is "Ann Lee"."""
    return " ".join(map(str.capitalize, re.split("[._]", login))) if _TWO_NAMES.fullmatch(login) else login


def _overrules(said: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a byline names other people than the meta data, or the same ones and more."""
    keys, others = [key_of(name) for name in said], [key_of(name) for name in known]
    more = [key for key in keys if not any(key.startswith(other) or other.startswith(key) for other in others)]
    if len(more) == len(keys):
        return True
    people = all(is_name(name) and len(name.split()) <= _MOST_WORDS for name in said)
    return people and set(others) < set(keys)


def _persons(names: Sequence[str], own: Collection[str]) -> tuple[str, ...]:
    """The names that are not the site's, a house's or a desk's."""
    return tuple(
        name
        for name in names
        if key_of(name) not in own
        and name.casefold() not in DESKS
        and not HOUSE.search(name)
        and not DOMAIN.search(name)
    )
