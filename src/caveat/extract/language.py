"""Owns the language that a text is written in, where nothing says it: told by script, letters and function words."""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+")
_OTHER = re.compile(r"[\u0370-\u1dff\u2e80-\ud7ff]")
"""Characters beyond the scripts of Latin letters and of signs, as far as one language or another writes them."""
_MOST = 0.3
"""Share of those in a text from which on it is not in Latin script; it holds blanks and figures, too."""
_DEFAULT = "en"
_NO_LANGUAGE = frozenset({"", "und", "zxx", "utf"})
"""What stands for a language that is not known, and a charset where one belongs."""
_SAMPLE = 2000
"""Characters of a text that are looked at."""
_MIN_LETTERS = 40
_MIN_WORDS = 12
_MIN_SHARE = 0.12
"""Share of function words among the words of a text, below which it is no running text of the language."""
_LEAD = 1.5
"""By how much the words that only the best language has must outnumber those that only the second has."""
_RARE = 0.01
"""Share of a script's letters from which on those of one language are no loan."""
_KANA = 0.05
"""Share of kana in a text with Han characters from which on it is Japanese."""
_SURE = 1000
"""Characters of a text from which on its words are believed before a declaration that may be nobody's."""


class _Table(NamedTuple):
    words: Mapping[str, frozenset[str]]
    """Function words by language."""
    speakers: Mapping[str, Sequence[str]]
    """Languages by function word."""
    starts: Sequence[int]
    """Code points at which scripts begin, ascending."""
    scripts: Sequence[tuple[int, str]]
    """(last code point, language) of each."""
    letters: Mapping[str, Mapping[str, frozenset[str]]]


def guess_language(text: str) -> str | None:
    """The language of a text, as a BCP 47 tag without a region; None where it is too short, or not clearly one.

    Scripts that few languages write tell by themselves (Japanese by its kana, Chinese by Han characters without them);
    languages in Latin script by their function words.
    """
    sample = text[:_SAMPLE].lower()
    others = _OTHER.findall(sample)
    if len(others) < _MIN_LETTERS or len(others) < _MOST * len(sample):
        return _by_words(sample)
    counts = _scripts(others)
    han, kana = counts["zh"], counts["ja"]
    counts["ja"], counts["zh"] = (han + kana, 0) if kana > _KANA * han else (0, han)
    script, count = counts.most_common(1)[0]
    return _by_letters(sample, script, count) if count >= _MIN_LETTERS else None


def checked_language(declared: str | None, text: str) -> str | None:
    """The language that a page declares, but where that is English and its text is not, or where it is none at all.

    English is what templates say when nobody told them better; any other language was put there by someone.
    """
    primary = (declared or "").partition("-")[0].lower()
    if primary in _NO_LANGUAGE:
        return None
    if primary != _DEFAULT or len(text) < _SURE:
        return declared
    guessed = guess_language(text)
    return declared if guessed in (None, _DEFAULT) else guessed


def _scripts(characters: Iterable[str]) -> Counter[str]:
    """How many of these are of each script, by the language it is named by."""
    table = _table()
    counts = Counter[str]()
    for character, count in Counter(characters).items():
        place = bisect_right(table.starts, ord(character)) - 1
        if place >= 0 and ord(character) <= table.scripts[place][0]:
            counts[table.scripts[place][1]] += count
    return counts


def _by_words(sample: str) -> str | None:
    table = _table()
    said = Counter(_WORD.findall(sample))
    scores = Counter[str]()
    for word in said.keys() & table.speakers.keys():
        for language in table.speakers[word]:
            scores[language] += said[word]
    ranked = scores.most_common(2)
    if said.total() < _MIN_WORDS or not ranked or ranked[0][1] < _MIN_SHARE * said.total():
        return None
    best, second = ranked[0][0], ranked[-1][0]
    own, other = table.words[best] - table.words[second], table.words[second] - table.words[best]
    leads = sum(said[word] for word in own) > _LEAD * sum(said[word] for word in other)
    return best if leads or best == second else None


def _by_letters(sample: str, script: str, count: int) -> str:
    characters = Counter(sample)
    own = _table().letters.get(script, {})
    scores = {language: sum(characters[letter] for letter in letters) for language, letters in own.items()}
    best = max(scores, key=scores.__getitem__, default=script)
    return best if scores.get(best, 0) > _RARE * count else script


@cache
def _table() -> _Table:
    data = tomllib.loads((files("caveat.extract") / "languages.toml").read_text(encoding="utf-8"))
    words = {language: frozenset(text.split()) for language, text in data["words"].items()}
    speakers: dict[str, list[str]] = {}
    for language, own in words.items():
        for word in own:
            speakers.setdefault(word, []).append(language)
    scripts = sorted((ord(span[0]), ord(span[1]), language) for language, span in data["scripts"].items())
    letters = {
        script: {language: frozenset(own) for language, own in languages.items()}
        for script, languages in data["letters"].items()
    }
    return _Table(
        words, speakers, [start for start, _, _ in scripts], [(end, language) for _, end, language in scripts], letters
    )
