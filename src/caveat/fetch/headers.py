"""Owns the header fields of a fetch: those that are sent, and what those that come back say (RFC 9110)."""

import re
from collections.abc import Sequence

from caveat.model import Validators

RawHeaders = Sequence[tuple[bytes, bytes]]
"""Field lines as they stand on the wire."""

_ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml;q=0.9, application/rss+xml;q=0.9, "
    "application/feed+json;q=0.9, application/xml;q=0.8, */*;q=0.5"
)
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z/-]{1,100}")
_LONGEST_VALIDATOR = 2000
"""Characters. Sent back, a longer one would only make the server refuse the request."""


_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
MAX_LINES = 200
MAX_BYTES = 64_000
"""Of names and values."""


class HeaderError(ValueError):
    """A header that cannot be sent, or more of them than will be taken."""


def request_headers(user_agent: str, validators: Validators, extra: Sequence[tuple[str, str]]) -> RawHeaders:
    """The field lines of a GET but `Host`; those of `extra` replace ours of the same name.

    Raises `HeaderError` for a character that no header can carry.
    """
    lines = [
        ("User-Agent", user_agent),
        ("Accept", _ACCEPT),
        ("Accept-Encoding", "gzip, br, zstd"),
        ("If-None-Match", validators.etag),
        ("If-Modified-Since", validators.last_modified),
    ]
    replaced = {name.lower() for name, _ in extra}
    kept = [(name, value) for name, value in lines if value is not None and name.lower() not in replaced]
    return [_line(name, value) for name, value in (*kept, *extra)]


def read_validators(headers: RawHeaders) -> Validators:
    """The validators of an answer, byte for byte."""
    return Validators(etag=_validator(headers, b"etag"), last_modified=_validator(headers, b"last-modified"))


def read_content_type(headers: RawHeaders) -> tuple[str, str | None]:
    """(media type, charset) of an answer: ("", None) where it says none that could be one."""
    values = read_values(headers, b"content-type")
    essence, *parameters = (values[-1] if values else "").split(";")
    media_type = essence.strip().lower()
    if _TOKEN.fullmatch(media_type) is None:
        return "", None
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return media_type, value.strip().strip("\"'") or None
    return media_type, None


def read_coding(headers: RawHeaders) -> str:
    """The content codings of an answer in the order they were applied, separated by commas."""
    return ",".join(read_values(headers, b"content-encoding"))


def read_length(headers: RawHeaders) -> int | None:
    """The length that an answer announces, in bytes; None where it announces none."""
    values = read_values(headers, b"content-length")
    return int(values[0]) if values and re.fullmatch(r"[0-9]{1,18}", values[0]) else None


def read_values(headers: RawHeaders, name: bytes) -> list[str]:
    """The values of a field, a line each; `name` in lower case."""
    return [value.decode("latin-1") for field, value in headers if field.lower() == name]


def check_size(headers: RawHeaders) -> None:
    """Raises `HeaderError` for more lines or bytes than an honest answer has."""
    if len(headers) > MAX_LINES:
        message = f"sends more than {MAX_LINES} header lines"
        raise HeaderError(message)
    if sum(len(name) + len(value) for name, value in headers) > MAX_BYTES:
        message = f"sends more than {MAX_BYTES} bytes of headers"
        raise HeaderError(message)


def _line(name: str, value: str) -> tuple[bytes, bytes]:
    message = f"the header {name[:40]!r} holds a character that HTTP cannot carry"
    if not _NAME.fullmatch(name) or _CONTROLS.search(value):
        raise HeaderError(message)
    try:
        return name.encode("ascii"), value.encode("latin-1")
    except UnicodeEncodeError as error:
        raise HeaderError(message) from error


def _validator(headers: RawHeaders, name: bytes) -> str | None:
    values = read_values(headers, name)
    return values[0] if values and 0 < len(values[0]) <= _LONGEST_VALIDATOR else None
