"""Owns the names of persons in text: whether a short line is nothing but one, and which it is."""

import re

_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’.\-][^\W\d_]*){0,5}")
_JOINED_PARTICLE = re.compile(r"(?:d|l|dell|dall|o|t)['’](?=[^\W\d_a-zß-ÿ])")
_PARTICLES = frozenset({
    "af", "al", "ap", "ab", "av", "bin", "da", "das", "de", "dei", "del", "dela", "della", "den", "der", "di", "do",
    "dos", "du", "el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu", "zum", "zur",
})  # fmt: skip
_HONORIFIC = re.compile(r"(?:dr|prof|mr|mrs|ms|mx|sir|dame|rev)\.? (?=\S)", re.I)
_NO_NAMES = frozenset({
    "a", "about", "advertisement", "all", "an", "and", "any", "chapter", "comments", "conclusion", "credits", "each",
    "end", "ending", "episode", "every", "final", "for", "from", "her", "his", "images", "in", "it", "its", "more",
    "my", "no", "now", "of", "on", "or", "our", "part", "photos", "pictures", "read", "related", "review", "season",
    "share", "some", "sources", "spoiler", "spoilers", "staff", "tags", "that", "the", "their", "these", "this",
    "those", "to", "verdict", "warning", "watch", "what", "when", "who", "why", "with", "you", "your",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})  # fmt: skip
_FINAL = '.!?:;,…"”'
_MOST_WORDS = 4
_MOST_UNCASED = 5
"""Characters of a word in a script without capitals: a longer one is no name but a sentence."""
_SHORTEST_SHOUT = 5


def is_name(text: str, *, least: int = 2) -> bool:
    """Whether a text is nothing but a person's name: `least` to 4 words with capitals, particles aside."""
    if text[-1:] in _FINAL and not text.endswith(("Jr.", "Sr.")):
        return False
    words = [word for word in without_honorific(text).split() if word not in _PARTICLES]
    return least <= len(words) <= _MOST_WORDS and all(map(_is_name_word, words))


def without_honorific(name: str) -> str:
    """A name without a title of address before it: `Dr Ada Poe` is `Ada Poe`."""
    return _HONORIFIC.sub("", name, count=1) if _HONORIFIC.match(name) else name


def cased(name: str) -> str:
    """A name as it is written where it is not shouted: `ADA POE` is `Ada Poe`; initials such as `JD` stay."""
    return name.title() if name.isupper() and " " in name and len(name) >= _SHORTEST_SHOUT else name


def _is_name_word(word: str) -> bool:
    bare = _JOINED_PARTICLE.sub("", word, count=1)
    if not _WORD.fullmatch(bare) or bare.lower() in _NO_NAMES:
        return False
    if bare[0].upper() == bare[0].lower():
        return len(bare) <= _MOST_UNCASED
    return bare[0].isupper()
