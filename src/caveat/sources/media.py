"""Owns the files and the picture of an article: which of what a feed names counts, each once."""

from collections.abc import Sequence
from typing import NamedTuple

from caveat.characters import one_line
from caveat.model import Enclosure
from caveat.urls import absolute

MOST = 20
"""Files of one article."""
_LONGEST_ADDRESS = 2000
_LONGEST_TYPE = 100
_MOST_BYTES = 2**53
"""What a JSON number holds exactly."""
_TYPES = {
    **{"mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg"},
    **{"oga": "audio/ogg", "opus": "audio/ogg", "flac": "audio/flac", "wav": "audio/wav"},
    **{"mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "ogv": "video/ogg"},
    **{"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"},
    **{"avif": "image/avif", "pdf": "application/pdf", "epub": "application/epub+zip"},
}
"""What the endings of addresses say, where a feed does not."""


class Media(NamedTuple):
    """A file or picture as a feed names it."""

    url: str
    """As it stands there."""
    media_type: str = ""
    length: str = ""
    """Bytes, as it stands there."""
    width: str = ""
    """Pixels, as it stands there."""
    is_file: bool = True
    """It belongs to the article as a file; else it only stands for it as a picture."""
    is_picture: bool = False
    """It is offered as a picture of the article."""


def chosen(media: Sequence[Media], *, base: str) -> tuple[tuple[Enclosure, ...], str | None]:
    """(enclosures, picture) out of what is offered, in its order: http(s) addresses only, at most 20.

    The picture is the widest that is offered as one, else the first file that is a picture. One that was offered as
    a picture is no enclosure besides.
    """
    if not media:
        return (), None
    resolved = [(address, one) for one in media if (address := _address(one, base)) is not None]
    offered = [(address, one) for address, one in resolved if one.is_picture]
    files = [(address, one) for address, one in resolved if one.is_file]
    if offered:
        picture: str | None = max(offered, key=lambda pair: _number(pair[1].width) or 0)[0]
    else:
        picture = next((address for address, one in files if _type(one).startswith("image/")), None)
    enclosures: dict[str, Enclosure] = {}
    for address, one in files:
        if len(enclosures) < MOST and not (one.is_picture and address == picture):
            enclosures.setdefault(
                address, Enclosure(url=address, media_type=_type(one), length=_number(one.length) or None)
            )
    return tuple(enclosures.values()), picture


def is_image(media_type: str, medium: str, url: str) -> bool:
    """Whether a file is a picture, by its media type, else by what it is called, else by its address."""
    if media_type:
        return media_type.lower().startswith("image/")
    if medium:
        return medium.lower() == "image"
    return _guessed(url).startswith("image/")


def _address(one: Media, base: str) -> str | None:
    return absolute(base, one.url) if 0 < len(one.url) <= _LONGEST_ADDRESS else None


def _type(one: Media) -> str:
    given = one_line(one.media_type.partition(";")[0]).lower()
    return given if "/" in given and len(given) <= _LONGEST_TYPE else _guessed(one.url)


def _guessed(url: str) -> str:
    path = url.partition("?")[0].partition("#")[0]
    return _TYPES.get(path.rpartition("/")[2].rpartition(".")[2].lower(), "")


def _number(text: str) -> int | None:
    text = text.strip()
    return min(int(text), _MOST_BYTES) if text.isascii() and text.isdigit() and len(text) < 20 else None
