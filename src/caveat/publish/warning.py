"""Owns the words of a warning: what opens summary and content, stands before a title or for it, or is known already."""

import re
from collections.abc import Iterable, Sequence

from caveat.characters import clip, one_line
from caveat.model import Notice, Where, Work
from caveat.publish.frames import Frame
from caveat.publish.scopes import brief

_LENGTH = 300
_MOST_WORKS = 3
_MOST_SENTENCES = 5
_ENDS = tuple(".!?…。！？”\"'")
_LABEL = re.compile(r"(?:spoilers?[ -])?(?:warning|alert)s?\s?(?:[:!.,–—-]{1,3}|$)\s?", re.IGNORECASE)
_WRAPPERS = (("[", "]"), ("(", ")"), ("*", "*"), ("【", "】"))


def warning(notices: Sequence[Notice], words: Frame) -> str:
    """One line of plain text: the frame, then each notice's own words, or a sentence made of its works."""
    # A wordless one, such as a hidden span, adds nothing to words about the same works.
    told = {_named(work) for notice in notices if notice.text for work in notice.works}
    saying = [notice for notice in notices if notice.text or not told.issuperset(map(_named, notice.works))]
    sentences = list(dict.fromkeys(_sentence(notice, words) for notice in saying or notices))
    return " ".join([words.warning, *sentences[:_MOST_SENTENCES]])


def title_prefix(title: str, notices: Sequence[Notice], words: Frame) -> str:
    """`[Spoilers: Jessica Jones S1] `, or "" where the title holds a notice of its own."""
    if not notices or any(_stands_in(notice, title) for notice in notices):
        return ""
    names = _listed(_works(notices))
    return f"[{words.prefix}: {names}] " if names else f"[{words.prefix}] "


def neutral_title(notices: Sequence[Notice], words: Frame) -> str:
    """What stands for a title that is not shown: `About Jessica Jones S1`."""
    names = _listed(_works(notices))
    return words.about.replace("{works}", names) if names else words.about_spoilers


def known_spoilers(works: Sequence[Work], words: Frame) -> str | None:
    """One line of plain text that says of works that they are spoiled, and were seen; None without works."""
    return words.seen.replace("{works}", _listed(works)) if works else None


def work_titles(notices: Sequence[Notice]) -> tuple[str, ...]:
    """The titles of the works that these notices name, each once."""
    return tuple(dict.fromkeys(clip(work.title, _LENGTH) for work in _works(notices)))


def _works(notices: Sequence[Notice]) -> Iterable[Work]:
    return dict.fromkeys(work for notice in notices for work in notice.works)


def _listed(works: Iterable[Work]) -> str:
    names = list(dict.fromkeys(map(brief, works)))
    return ", ".join([*names[:_MOST_WORKS], *["…"][: len(names) > _MOST_WORKS]])


def _named(work: Work) -> str:
    return brief(work).casefold()


def _stands_in(notice: Notice, title: str) -> bool:
    text = one_line(notice.text).casefold()
    return notice.where is Where.TITLE and bool(text) and text in one_line(title).casefold()


def _sentence(notice: Notice, words: Frame) -> str:
    own = _own_words(notice.text)
    unnamed = [brief(work) for work in notice.works if clip(work.title, _LENGTH).casefold() not in own.casefold()]
    names = ", ".join(dict.fromkeys(unnamed[:_MOST_WORKS]))
    if not own:
        return words.contains_works.replace("{works}", names) if names else words.contains
    told = f"{own} ({names})" if names else own
    return told if told.endswith(_ENDS) else f"{told}."


def _own_words(text: str) -> str:
    """The notice without a wrapping in brackets or stars and without a label that the frame would only repeat."""
    words = clip(text, _LENGTH)
    for opening, closing in _WRAPPERS:
        if words.startswith(opening) and words.endswith(closing):
            words = words.strip(opening + closing).strip()
        elif words.startswith(opening) and closing not in words:
            words = words.lstrip(opening).strip()
    label = _LABEL.match(words)
    return words[label.end() :] if label else words
