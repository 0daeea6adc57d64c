"""Owns what a page prints of its dates: the elements and lines that hold them, the nearest to the headline first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import etree

from caveat.dates import Written, date_label, find_dates, parse_date
from caveat.extract.elements import select, short_text
from caveat.extract.titles import same_title

_TEXTS = etree.XPath(
    "(/html/body/descendant::text()[normalize-space()"
    " and not(parent::script or parent::style or parent::noscript or parent::template or parent::textarea"
    " or parent::option)])[position() <= 6000]"
)
_PUBLISHED = etree.XPath("//@itemprop[.='datePublished']/..")
_MAX_SHOWN = 40
_MAX_ELEMENTS = 60
_MAX_TEXT = 1000
_SHORT = 40
_BEGINNING = 12
_FIRST_YEAR = 1995
"""No page is older; a date in it may be, as that of a birth."""
_OPENING = 25
"""Characters of a text among which the date it opens with begins."""
_CONTEXT = 80
_LABELLED = 200
_ABOVE = 9
_BEFORE = 8
_BEHIND = 25
"""Texts before and behind the headline that are near to it."""
_CUE = re.compile(
    r"date|datum|(?<![a-z])data(?![-a-z])|time|publish|publica|posted|submitted|created|byline|meta|info|fecha|parution"
    r"|calendar|clock|stand\b|authored|lastmod|zeit\b",
    re.I,
)
_ELSEWHERE = re.compile(r"comment(?!ary)|(?<!un)related|reply|replies|copyright|cookie|newsletter", re.I)
"""Names of what holds the dates of something other than the article."""
_BESIDE = re.compile(
    r"teaser|sidebar|widget|recommend|popular|latest|recent|archive|carousel|slider|more-?news|breadcrumb", re.I
)
"""Names of what may do so, where it does not hold the headline."""
_OUTSIDE = frozenset({"nav", "aside", "footer", "form", "dialog"})
_LAST_EDIT = "lastmod"
"""In what MediaWiki calls the line of its footer that says when the page was last edited."""
_DIGIT = re.compile(r"\d")
_REST = re.compile(r"[^\W\d_]+|\d+")
_WORDS_BESIDE = 5
"""Words that may stand beside a date in a text that is there for the date."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A date that a page prints."""

    said: str
    """ISO 8601, as `<time datetime>` gives it or as read from the text; without a time where there is none."""
    is_update: bool
    is_near: bool
    """It stands near the headline, or the page says in its markup what it is."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    said: str
    label: bool | None
    """Of what the text says that the date is: True for an edit, False for the publication."""
    rank: tuple[int, int]


def marked_dates(times: Iterable[etree._Element], *, updated: bool) -> list[str]:
    """What `<time>` and `<abbr>` that say so give of the publication, or of the last edit (`updated`), in order."""
    fits = _is_edit if updated else _is_publication
    return [
        said
        for element in islice(times, _MAX_ELEMENTS)
        if fits(element) and (said := _machine_date(element)) and not _is_elsewhere(element, ())
    ]


def timed_dates(times: Iterable[etree._Element]) -> list[str]:
    """What the `<time datetime>` of a page give for machines, but for those of edits."""
    elements = (element for element in islice(times, _MAX_ELEMENTS) if element.tag == "time")
    return [said for element in elements if (said := element.get("datetime")) and not _is_only_edit(element)]


def shown_dates(root: etree._Element, title: str, *, dayfirst: bool) -> list[Shown]:
    """The dates that a page prints, the likeliest to be its article's first.

    What `itemprop` names first; those near the headline; then those of elements whose names speak of dates, those with
    a label ("Datum:"), those that are a text of their own, and those that open a text.
    """
    published = [element for element in select(_PUBLISHED, root)[:_MAX_ELEMENTS] if element.tag != "meta"]
    marked = [Shown(said, is_update=False, is_near=True) for said in map(_machine_date, published) if said]
    found = _TEXTS(root)
    nodes = found if isinstance(found, list) else []
    texts = [text for text in nodes if isinstance(text, etree._ElementUnicodeResult)]
    headline = _headline(texts, title)
    candidates = list(islice(_candidates(texts, headline, dayfirst=dayfirst), _MAX_SHOWN))
    candidates.sort(key=lambda candidate: candidate.rank)
    return [*marked, *(Shown(one.said, is_update=bool(one.label), is_near=one.rank[0] == 0) for one in candidates)]


def _is_publication(element: etree._Element) -> bool:
    name = _role(element)
    return "publish" in name or "entry-date" in name or element.get("pubdate") is not None


def _is_edit(element: etree._Element) -> bool:
    name = _role(element)
    return "updated" in name or "modified" in name


def _is_only_edit(element: etree._Element) -> bool:
    return _is_edit(element) and not _is_publication(element)


def _role(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"[:300].lower()


def _machine_date(element: etree._Element) -> str:
    """What an element says by an attribute for machines, else by its text."""
    title = element.get("title") if element.tag == "abbr" else None
    return element.get("datetime") or element.get("content") or title or short_text(element)


def _candidates(
    texts: Sequence[etree._ElementUnicodeResult], headline: int | None, *, dayfirst: bool
) -> Iterator[_Candidate]:
    around = () if headline is None else _chain(texts[headline])
    for index, node in enumerate(texts):
        if _DIGIT.search(node) is None:
            continue
        text = _line(texts, index)
        for written in find_dates(text, dayfirst=dayfirst):
            if written.moment.year < _FIRST_YEAR:
                continue
            distance = None if headline is None else index - headline
            before = texts[index - 1].strip()[-_CONTEXT:] if index else ""
            candidate = _candidate(_chain(node), text, before, written, distance, around)
            if candidate is not None:
                yield candidate


def _line(texts: Sequence[str], index: int) -> str:
    """A text on one line, of a long one the beginning.

    With those after it where it is but the beginning of a date, as in `<b>12</b> <i>May</i>`.
    """
    text = " ".join(texts[index][:_MAX_TEXT].split())
    if len(text) > _LABELLED:
        return text[: _OPENING * 2]
    if len(text) <= _BEGINNING:
        for following in texts[index + 1 : index + 4]:
            if len(text) + len(following) > _SHORT:
                break
            text = f"{text} {' '.join(following.split())}"
    return text


def _candidate(
    chain: Sequence[etree._Element],
    text: str,
    before: str,
    written: Written,
    distance: int | None,
    around: Sequence[etree._Element],
) -> _Candidate | None:
    near = distance is not None and -_BEFORE <= distance <= _BEHIND
    if not chain or _is_elsewhere(chain[0], around) or (not near and _is_beside(chain, around)):
        return None
    label = date_label(f"{before} {text[: written.start]}"[-_CONTEXT:])
    if chain[0].tag == "time" and _is_only_edit(chain[0]):
        label = True
    if label is None and len(text) <= _LABELLED:
        label = date_label(text[written.end :])
    alone = len(_REST.findall(f"{text[: written.start]} {text[written.end :]}")) <= _WORDS_BESIDE
    opens = written.start <= _OPENING
    if near and (alone or label is not None):
        place = 0
    elif (alone and any(_has_cue(one) for one in chain[:3])) or (opens and near):
        place = 1
    elif label is not None and len(text) <= _LABELLED:
        place = 2
    elif alone:
        place = 3
    else:
        return None
    away = 0 if distance is None else distance if distance >= 0 else -3 * distance
    return _Candidate(_said(chain[0], written.moment), label, (place, away))


def _headline(texts: Sequence[str], title: str) -> int | None:
    """The place of the text that is the headline."""
    longest = 2 * len(title) + _SHORT
    return next((index for index, text in enumerate(texts) if len(text) < longest and same_title(text, title)), None)


def _chain(text: etree._ElementUnicodeResult) -> list[etree._Element]:
    """The elements that a text stands in, the innermost first."""
    parent = text.getparent()
    parent = parent.getparent() if parent is not None and text.is_tail else parent
    return [] if parent is None else [parent, *islice(parent.iterancestors(), _ABOVE)]


def _said(parent: etree._Element, moment: datetime) -> str:
    stated = parent.get("datetime") if parent.tag == "time" else None
    if stated and parse_date(stated) is not None:
        return stated
    return moment.isoformat() if moment.hour or moment.minute else moment.date().isoformat()


def _has_cue(element: etree._Element) -> bool:
    return element.tag == "time" or _CUE.search(_name(element)) is not None


def _is_elsewhere(element: etree._Element, around: Sequence[etree._Element]) -> bool:
    """Whether an element stands in the page's furniture or belongs to something other than the article.

    What stands in `around` as well, with the headline, does not.
    """
    for one in (element, *islice(element.iterancestors(), _ABOVE)):
        name = _name(one)
        if one.tag == "body" or one in around or _LAST_EDIT in name:
            return False
        if one.tag in _OUTSIDE and not (one.tag == "footer" and _CUE.search(name)):
            return True
        if _ELSEWHERE.search(name) is not None and one.tag not in ("article", "main"):
            return True
    return False


def _is_beside(chain: Sequence[etree._Element], around: Sequence[etree._Element]) -> bool:
    """Whether an element stands in a box that seldom holds an article's own date, and not its headline."""
    return any(one not in around and one.tag != "body" and _BESIDE.search(_name(one)) is not None for one in chain)


def _name(element: etree._Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
