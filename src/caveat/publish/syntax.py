"""Owns what feed formats ask of addresses, characters, times and languages: whatever pages say comes out valid."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote, urlsplit
from zlib import crc32

from caveat.characters import one_line
from caveat.model import Enclosure
from caveat.urls import absolute, without_credentials

EPOCH = datetime(1990, 1, 1, tzinfo=UTC)
"""What stands for "never" where a format demands a time: validators take any earlier one for a mistake."""

OCTETS = "application/octet-stream"
"""The type of a file of which nothing is known."""

_HOST = r"[A-Za-z0-9_.-]+(?::[0-9]{1,5})?"
_CHARACTERS = r"[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*+"
_URI = re.compile(rf"https?://{_HOST}(?:[/?]{_CHARACTERS})?(?:#{_CHARACTERS})?")
_NETLOC = re.compile(_HOST)
_SAFE = "!$&'()*+,;=:@/?~%"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(?:; ?[a-z0-9-]+=[A-Za-z0-9._+-]+)*")
_DAMAGE_HINTS = (
    re.compile(rb"\x7f"),
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xef(?:\xbf\xbd|\xb7[\x90-\xaf])"),
    re.compile(rb"\xbf[\xbe\xbf]"),
)
"""What damage begins or ends with, each fast to look for."""
_DAMAGE = re.compile(
    rb"\x7f|\xc2[\x80-\x9f]|\xef(?:\xbf\xbd|\xb7[\x90-\xaf])|[\xf0-\xf4][\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8}){0,8}")
_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd
    ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr
    ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    ast ceb csb dsb fil fur gsw haw hsb kab lad nap nds sco scn sah
    """
"""Languages that readers know: ISO 639-1, and of ISO 639-2 what has a press."""
_LANGUAGES = frozenset(_CODES.split())


def uri(address: str | None) -> str | None:
    """An http(s) address as a URI (RFC 3986), IRIs encoded (RFC 3987, section 3.1); None for what cannot be one."""
    if not address:
        return None
    if _URI.fullmatch(address) and ("%" not in address or not _STRAY_PERCENT.search(address)):
        return address
    bare = absolute(None, without_credentials(address))
    if bare is None:
        return None
    parts = urlsplit(bare)
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return None
    netloc = f"{host}:{parts.port}" if parts.port else host
    if not _NETLOC.fullmatch(netloc):
        return None
    query = f"?{_quoted(parts.query)}" if parts.query else ""
    fragment = f"#{_quoted(parts.fragment)}" if parts.fragment else ""
    return f"{parts.scheme}://{netloc}{_quoted(parts.path)}{query}{fragment}"


def files(enclosures: Sequence[Enclosure]) -> list[tuple[Enclosure, str]]:
    """The files that have an address as documents take it, with that, each address once."""
    found: dict[str, Enclosure] = {}
    for file in enclosures:
        if address := uri(file.url):
            found.setdefault(address, file)
    return [(file, address) for address, file in found.items()]


def media_type(text: str | None) -> str | None:
    """A media type (RFC 6838, section 4.2); None for what is none."""
    return text if text and _MEDIA_TYPE.fullmatch(text) else None


def language(tag: str | None) -> str | None:
    """A language tag (BCP 47) of a language that readers know; None for any other."""
    match = _LANGUAGE.fullmatch(tag or "")
    return tag if match and match[1].lower() in _LANGUAGES else None


def plain(text: str | None) -> str:
    """A text on one line without what only broken ones hold, "" where that is all of it."""
    if not text or (text.isprintable() and "\ufffd" not in text):
        return text or ""
    return undamaged(one_line(text).encode()).decode().strip()


def undamaged(text: bytes) -> bytes:
    """UTF-8 without what only broken texts hold: C1 controls, U+FFFD, and code points that are no characters."""
    return _DAMAGE.sub(b"", text) if any(hint.search(text) for hint in _DAMAGE_HINTS) else text


def rfc822(time: datetime) -> str:
    """A time as RSS 2.0 writes it, whatever the locale."""
    return format_datetime(time.astimezone(UTC), usegmt=True)


def plausible(time: datetime) -> datetime | None:
    """The time in UTC, None for one before there was a web."""
    return time.astimezone(UTC) if time >= EPOCH else None


def distinct(time: datetime, entry_id: str) -> datetime:
    """A time in UTC that no other entry of the same moment has, to the second the same.

    Validators warn of entries that were updated at once; sources give whole hours, and a poll finds many.
    """
    own = crc32(entry_id.encode(errors="replace"))
    return time.astimezone(UTC).replace(microsecond=(time.microsecond + own) % 1_000_000)


def _quoted(part: str) -> str:
    return _STRAY_PERCENT.sub("%25", quote(part, safe=_SAFE, errors="replace"))
