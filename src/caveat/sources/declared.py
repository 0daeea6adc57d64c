"""Owns what a feed declares of spoilers beside its texts: categories, content warnings, notices as data."""

import re
from collections.abc import Iterable

from caveat.characters import clip
from caveat.sources.fields import plain

_ABOUT_SPOILERS = re.compile(r"spoil|spoje?ler|спойлер|ネタバレ|剧透|劇透|스포일러", re.I)
_CONTENT_WARNING = re.compile(
    r"\s*<p>\s*<strong>[^<>]{1,60}</strong>(?P<words>(?:[^<]|<(?!/p>|p>|hr)){1,2000}+)</p>\s*<hr\s*/?>\s*", re.I
)
"""How Mastodon writes the warning of a post in its feeds, in the words of the post's language."""
_LONGEST = 300
_MOST = 20


def warnings(tags: Iterable[str], warning: str) -> tuple[str, ...]:
    """The words that declare something of spoilers: those of categories, and the content warning.

    Whether they warn, and of what, is for `caveat.spoilers` to tell.
    """
    said = [clip(words, _LONGEST) for words in (warning, *tags) if _ABOUT_SPOILERS.search(words)]
    return tuple(dict.fromkeys(said))[:_MOST]


def content_warning(content: str) -> tuple[str, str]:
    """(words, content behind them) of a content that opens with a content warning about spoilers; else ("", content).

    A warning of anything else stays where it is.
    """
    match = _CONTENT_WARNING.match(content)
    if match is None:
        return "", content
    words = plain(match["words"])
    return (words, content[match.end() :]) if _ABOUT_SPOILERS.search(words) else ("", content)
