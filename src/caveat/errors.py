"""Owns the errors that are expected, each with what it concerns and a sentence that says the way out.

CaveatError
├── ConfigError     config/ is wrong: every problem at once                       exit code 2
├── LockedError     another pass holds the lock                                   exit code 3
├── WishError       an address asks a feed for something that cannot be understood
├── StorageError    the store or the feeds folder cannot be read or written       exit code 4
└── ItemError       one item failed, the rest goes on: becomes a `Failure`        exit code 1
    ├── FetchError      the address did not give a usable answer
    │   ├── RobotsError     robots.txt asks programs not to read it
    │   ├── WallError       it gave one that is meant for people: a challenge, a login, a paywall
    │   └── PostponedError  it was not asked: its site wants to be left alone for a while
    ├── SourceError     the source's list could not be read
    └── ExtractError    the page or file holds no article
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


class CaveatError(Exception):
    """Any error that is expected; `str()` of it is fit to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong in a config file."""

    file: str
    line: int | None = None
    """From 1; None where the problem has no one line."""
    key: str = ""
    """Dotted path of the key, such as `source.0.every`."""
    message: str
    """What was found and what would be right."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class ConfigError(CaveatError):
    """The configuration cannot be used; `problems` lists every reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class LockedError(CaveatError):
    """Another pass is at work on the same store."""


class WishError(CaveatError):
    """What an address asks of a feed is not understood, or not allowed; the text says what is right."""


class StorageError(CaveatError):
    """The store or a published file cannot be read or written."""


class ItemError(CaveatError):
    """One item failed; `url` (or path) names it."""

    stage = "item"

    def __init__(self, message: str, *, url: str | None = None) -> None:
        self.url = url
        super().__init__(message)


class FetchError(ItemError):
    """The address did not give a usable answer."""

    stage = "fetch"

    def __init__(
        self,
        message: str,
        *,
        url: str | None = None,
        status: int | None = None,
        retry_after: timedelta | None = None,
        redirected: bool = False,
    ) -> None:
        self.status = status
        """Status code of the answer, if there was one."""
        self.retry_after = retry_after
        """How long the server asked to be left alone (RFC 9110, section 10.2.3)."""
        self.redirected = redirected
        """Whether a redirect led to the answer."""
        super().__init__(message, url=url)


class RobotsError(FetchError):
    """The site's robots.txt asks programs not to read the address, or could not be read itself (RFC 9309)."""


class WallError(FetchError):
    """The answer is meant for people and is no article; its message names the wall."""


class PostponedError(FetchError):
    """The address was not asked, since its site wants to be left alone for the time of `retry_after`."""


class SourceError(ItemError):
    """The list of a source could not be read."""

    stage = "list"


class ExtractError(ItemError):
    """The page or file holds no article that could be read."""

    stage = "extract"
