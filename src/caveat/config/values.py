"""Owns the small languages of config values: durations, sizes, addresses, selectors, slugs; and how strict each is."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated
from zoneinfo import ZoneInfo

import soupsieve
from pydantic import AfterValidator, BeforeValidator, Field

from caveat.urls import absolute, without_credentials

SQLITE = "sqlite:///"
STANDS_ELSEWHERE = 'a secret does not belong in this file: { env = "NAME" } or { file = "PATH" } is wanted'

_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d|w)")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_LONGEST = timedelta(days=36525)
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]i?)?b?", re.I)
_BYTES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "ki": 2**10, "mi": 2**20, "gi": 2**30}


def duration(value: object) -> timedelta:
    """A length of time from its text. Raises ValueError."""
    if isinstance(value, str):
        text = value.replace(" ", "")
        pairs = _DURATION.findall(text)
        if pairs and "".join(number + unit for number, unit in pairs) == text:
            seconds = sum(float(number) * _SECONDS[unit] for number, unit in pairs)
            if seconds <= _LONGEST.total_seconds():
                return timedelta(seconds=seconds)
            message = "a length of time of at most a hundred years is wanted"
            raise ValueError(message)
    message = 'a length of time is wanted, such as "45s", "30m", "1h30m" or "7d"'
    raise ValueError(message)


def _above_zero(value: timedelta) -> timedelta:
    if not value:
        message = 'a length of time above zero is wanted, such as "45s" or "30m"'
        raise ValueError(message)
    return value


def _size(value: object) -> int:
    size = 0
    if isinstance(value, int) and not isinstance(value, bool):
        size = value
    elif isinstance(value, str) and (match := _SIZE.fullmatch(value.strip())):
        size = int(float(match[1]) * _BYTES[(match[2] or "").lower()])
    if size <= 0:
        message = 'a number of bytes is wanted, such as "500KB", "10MB" or 10000000'
        raise ValueError(message)
    return size


def _database(value: str) -> str:
    if not value.startswith(SQLITE) or value == SQLITE or ":memory:" in value:
        message = 'an address such as "sqlite:///var/caveat.db" is wanted'
        raise ValueError(message)
    return value


def _web_address(value: str) -> str:
    if absolute(None, value) is None:
        message = 'an absolute address is wanted that begins with "http://" or "https://"'
        raise ValueError(message)
    return value.strip()


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


def _hub_address(value: str) -> str:
    if without_credentials(value) != value:
        message = "an address without user name and password is wanted: every feed names its hubs"
        raise ValueError(message)
    return _web_address(value)


def elsewhere(value: object) -> object:
    """A secret that is no plain text of the file. Raises ValueError."""
    match value:
        case str():
            raise ValueError(STANDS_ELSEWHERE)
    return value


def _not_blank(value: str) -> str:
    if not value.strip():
        message = 'a pattern that is not empty is wanted, such as "*dune*"'
        raise ValueError(message)
    return value


def _page_address(value: str) -> str:
    if _web_address(value).count("{page}") != 1:
        message = "an address is wanted in which {page} stands for the number of the page"
        raise ValueError(message)
    return value.strip()


def _selector(value: str) -> str:
    try:
        soupsieve.compile(value)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, RecursionError) as error:
        # Of pseudo-elements it says that they are not implemented.
        reason = str(error).split("\n")[0]
        message = f"not a CSS selector: {reason}"
        raise ValueError(message) from error
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, KeyError) as error:
        message = 'not a time zone: a name such as "UTC" or "Europe/Paris" is wanted'
        raise ValueError(message) from error
    return value


def _network(value: object) -> IPv4Network | IPv6Network:
    try:
        return ip_network(str(value))
    except ValueError as error:
        message = f'a network is wanted, such as "192.168.1.0/24" or "::1/128" ({error})'
        raise ValueError(message) from error


def _matching(pattern: str, wanted: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise ValueError(wanted)
        return value

    return check


Whole = Annotated[int, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Day = Annotated[date, Field(strict=True)]
Duration = Annotated[timedelta, BeforeValidator(duration)]
Interval = Annotated[timedelta, BeforeValidator(duration), AfterValidator(_above_zero)]
Size = Annotated[int, BeforeValidator(_size)]
DatabaseAddress = Annotated[str, AfterValidator(_database)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
PageAddress = Annotated[str, AfterValidator(_page_address)]
HubAddresses = Annotated[tuple[Annotated[str, AfterValidator(_hub_address)], ...], BeforeValidator(_one_or_many)]
Selector = Annotated[str, AfterValidator(_selector)]
TimeZone = Annotated[str, AfterValidator(_timezone)]
Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
Id = Annotated[
    str,
    AfterValidator(
        _matching(
            r"[a-z0-9]+(?:-[a-z0-9]+)*", 'lower-case letters, digits and single hyphens are wanted, such as "tv-news"'
        )
    ),
]
Slug = Annotated[
    str,
    AfterValidator(
        _matching(r"[^\W_]+(?:-[^\W_]+)*", 'letters, digits and single hyphens are wanted, such as "game-of-thrones"')
    ),
    AfterValidator(str.lower),
]
Language = Annotated[
    str,
    AfterValidator(
        _matching(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", 'a language tag is wanted, such as "en" or "pt-BR"')
    ),
]
NonEmpty = Annotated[str, Field(min_length=1)]
NotBlank = Annotated[str, AfterValidator(_not_blank)]
HeaderName = Annotated[str, AfterValidator(_matching(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", "not the name of an HTTP header"))]
