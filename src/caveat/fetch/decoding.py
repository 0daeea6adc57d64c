"""Owns the bounded decoding of content codings (RFC 9110, section 8.4.1): a bomb stops at the cap, unbuilt."""

import sys
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAX_CODINGS = 2
"""More is no honest server's, and each stage may hold the limit once."""

MAX_MEMBERS = 1000
"""Of one body: each costs a decoder, and the rest of its chunk a copy."""
_ZSTD_WINDOW = 23
"""log2 of 8 MB, the largest window that the coding may ask for (RFC 9659)."""
_ZSTD_MAGIC = (b"\x28", *(bytes([first]) for first in range(0x50, 0x60)))
"""First bytes of a frame and of the sixteen kinds of skippable ones."""
_GZIP_MAGIC = (b"\x1f",)
_GZIP = 31
_ZLIB = 15
_RAW = -15
_ZLIB_HEADER = 2
"""Bytes that tell zlib's format from the bare one."""


class DecodingError(ValueError):
    """The body cannot be decoded: an unknown coding, broken or cut short."""


class SizeError(DecodingError):
    """The decoded body passes the limit."""


class Decoder(Protocol):
    """Turns the chunks of a body into decoded chunks. Both methods raise `DecodingError`."""

    def feed(self, data: bytes) -> bytes:
        """What can be decoded after one more chunk."""
        ...

    def finish(self) -> None:
        """Checks that the body was whole; to be called once, after the last chunk."""
        ...


def decoder(coding: str, limit: int) -> Decoder:
    """A decoder for a Content-Encoding field ("" for none) that yields at most `limit` bytes, at every stage."""
    names = [name for part in coding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > MAX_CODINGS:
        message = f"the body is encoded more than {MAX_CODINGS} times"
        raise DecodingError(message)
    stages: list[Decoder] = []
    for name in reversed(names):
        if name not in _STAGES:
            message = f"the body is in the coding {name[:40]!r}, which was not asked for"
            raise DecodingError(message)
        stages.append(_STAGES[name](limit))
    return _Chain(stages, limit)


class _Budget:
    """Counts what one stage gave out."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    @property
    def ask(self) -> int:
        """Bytes to ask for: one more than there may be, so that a body of exactly the limit passes."""
        return self._left + 1

    def spend(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            message = "the body is too large"
            raise SizeError(message)
        return data


class _Chain:
    def __init__(self, stages: list[Decoder], limit: int) -> None:
        self._stages = stages
        self._budget = _Budget(limit)

    def feed(self, data: bytes) -> bytes:
        for stage in self._stages:
            data = stage.feed(data)
        return self._budget.spend(data)

    def finish(self) -> None:
        for stage in self._stages:
            stage.finish()


class _Member(Protocol):
    """What zlib's decompressors and zstd's have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Members:
    """gzip (RFC 1952) and zstd (RFC 8878): one member or several, and perhaps padding after the last."""

    def __init__(self, limit: int, begin: Callable[[], _Member], magic: tuple[bytes, ...]) -> None:
        """`magic`: what a further member begins with."""
        self._budget = _Budget(limit)
        self._begin = begin
        self._magic = magic
        self._member = begin()
        self._begun = 0

    def feed(self, data: bytes) -> bytes:
        parts = []
        while data:
            if self._member.eof:
                if not data.startswith(self._magic):
                    break
                self._member = self._begin()
                self._begun += 1
            if self._begun > MAX_MEMBERS:
                message = f"the body is made of more than {MAX_MEMBERS} pieces"
                raise DecodingError(message)
            self._begun = self._begun or 1
            parts.append(self._budget.spend(_decompress(self._member, data, self._budget.ask)))
            data = self._member.unused_data
        return b"".join(parts)

    def finish(self) -> None:
        _check_end(whole=self._member.eof or not self._begun)


class _Deflate:
    """deflate: zlib's format (RFC 1950) as the standard says, or the bare one (RFC 1951) as some servers have it."""

    def __init__(self, limit: int) -> None:
        self._budget = _Budget(limit)
        self._head = b""
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes) -> bytes:
        if self._stream is None:
            self._head += data
            if len(self._head) < _ZLIB_HEADER:
                return b""
            data, self._head = self._head, b""
            wrapped = data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0
            self._stream = zlib.decompressobj(_ZLIB if wrapped else _RAW)
        return self._budget.spend(_decompress(self._stream, data, self._budget.ask))

    def finish(self) -> None:
        _check_end(whole=not self._head if self._stream is None else self._stream.eof)


class _Brotli:
    """br (RFC 7932)."""

    def __init__(self, limit: int) -> None:
        self._budget = _Budget(limit)
        self._stream = brotli.Decompressor()
        self._started = False

    def feed(self, data: bytes) -> bytes:
        self._started = self._started or bool(data)
        parts = []
        while data or not self._stream.can_accept_more_data():
            try:
                part: bytes = self._stream.process(data, output_buffer_limit=self._budget.ask)
            except brotli.error as error:
                message = "the body is not what its coding br says"
                raise DecodingError(message) from error
            data = b""
            parts.append(self._budget.spend(part))
        return b"".join(parts)

    def finish(self) -> None:
        _check_end(whole=self._stream.is_finished() or not self._started)


def _decompress(member: _Member, data: bytes, ask: int) -> bytes:
    try:
        return member.decompress(data, ask)
    except (zlib.error, zstd.ZstdError) as error:
        message = "the body is not what its coding says"
        raise DecodingError(message) from error


def _check_end(*, whole: bool) -> None:
    if not whole:
        message = "the answer was cut short"
        raise DecodingError(message)


def _gzip(limit: int) -> Decoder:
    return _Members(limit, lambda: zlib.decompressobj(_GZIP), _GZIP_MAGIC)


def _zstd(limit: int) -> Decoder:
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW}
    return _Members(limit, lambda: zstd.ZstdDecompressor(options=options), _ZSTD_MAGIC)


_STAGES: dict[str, Callable[[int], Decoder]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _Deflate,
    "br": _Brotli,
    "zstd": _zstd,
}
