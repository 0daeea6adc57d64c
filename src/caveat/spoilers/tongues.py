"""Owns which languages a text is read in: its page's, and the one that its own words show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.loading import common, lexicon, primary
from caveat.spoilers.words import small

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 1000
"""Characters of a text whose words are looked at."""
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[а-яё]", re.I)),
)
"""Languages whose letters tell them, as far as they are known here; the first that is met counts."""
_DEFAULT = "en"
_FEWEST = 2
"""Words of a language that show it beyond doubt."""
_MOST_TRIED = 2


def tongues(text: str, language: str | None) -> Iterator[Lexicon]:
    """The lexicons to read a text with, the likeliest first: that of its page, that of its words.

    Where the words are of the language of the page, it is the only one.
    """
    page = primary(language)
    shown = _shown(text[:_SAMPLE], page)
    names = [page] if page in shown else [page, *shown]
    for name in dict.fromkeys(name for name in names if name):
        yield lexicon(name)


def _shown(text: str, page: str | None) -> Sequence[str]:
    """The languages that a text shows by its script or by words that only sentences on spoilers share.

    One word is little: where the page's language has none in the text, two languages that have one are tried.
    """
    written = next((name for name, letters in _SCRIPTS if letters.search(text)), None)
    if written is not None:
        # Han characters alone do not tell Japanese from Chinese.
        return (page,) if page == "ja" and written == "zh" else (written,)
    words = set(_WORD.findall(small(text)))
    counts = {name: len(words & told) for name, told in _tells().items()}
    ranked = sorted(counts, key=lambda name: (-counts[name], name != page, name != _DEFAULT))
    if counts[ranked[0]] >= _FEWEST:
        return ranked[:1]
    if page is not None and counts.get(page):
        return ()
    told = [name for name in ranked if counts[name]][:_MOST_TRIED]
    return told or (() if page else (_DEFAULT,))


@cache
def _tells() -> Mapping[str, frozenset[str]]:
    table: Mapping[str, str] = common()["tells"]
    return {name: frozenset(small(words).split()) for name, words in table.items()}
