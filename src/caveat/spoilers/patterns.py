"""Owns the patterns of the rules: written with macros, compiled only when they are first asked for."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cached_property

_MACRO = re.compile(r"\{([a-z_]+)\}")


class Spoken:
    """A sentence in which each pattern is looked for only once, however many rules ask for it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[Pattern, re.Match[str] | None] = {}

    @cached_property
    def folded(self) -> str:
        """The sentence, casefolded."""
        return self.text.casefold()

    def search(self, pattern: "Pattern") -> re.Match[str] | None:
        """The first match of a pattern."""
        if pattern not in self._found:
            self._found[pattern] = pattern.search(self.text)
        return self._found[pattern]


class Pattern:
    """A regular expression that ignores case, in which `{name}` stands for an entry of a vocabulary.

    Most articles need none of a language's rules, and compiling them all takes a hundred times as long as reading one.
    """

    def __init__(self, source: str, vocabulary: Mapping[str, str]) -> None:
        self._source = source
        self._vocabulary = vocabulary

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself. Raises KeyError for an unknown name, `re.error` for bad syntax."""
        source = self._source
        while (filled := _MACRO.sub(lambda match: self._vocabulary[match[1]], source)) != source:
            source = filled
        return re.compile(source, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match anywhere between two offsets."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match of all that stands between two offsets."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match between two offsets, without overlaps."""
        return self.compiled.finditer(text, start, end)
