"""Owns the words around a warning, in the language of the feed: the data of `frames.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEFAULT = "en"
_SAME = {"no": "nb", "nn": "nb"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The words of one language."""

    warning: str
    """Opens every warning."""
    contains: str
    """The warning of a notice that has no words of its own."""
    contains_works: str
    """The same with `{works}`."""
    prefix: str
    """In front of the works, in the prefix of a title."""
    about: str
    """Stands for a title that is not shown, with `{works}`."""
    about_spoilers: str
    """The same where no work is named."""
    seen: str
    """Says of `{works}`, which the subscriber has seen, that they are spoiled."""
    left_out: str
    """Stands where something is left out, as a link to the article."""
    safe: str
    """Of a feed that leaves out what spoils; in brackets after its title."""
    spoiler_free: str
    """Of a feed without articles that spoil."""


def frame(language: str) -> Frame:
    """The words of a language by its BCP 47 tag; English where there are none."""
    primary = language.partition("-")[0].partition("_")[0].lower()
    frames = _frames()
    return frames.get(_SAME.get(primary, primary)) or frames[DEFAULT]


@cache
def _frames() -> dict[str, Frame]:
    text = (files("caveat.publish") / "frames.toml").read_text(encoding="utf-8")
    return {language: Frame(**words) for language, words in tomllib.loads(text).items()}
