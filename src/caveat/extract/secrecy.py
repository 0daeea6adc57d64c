"""Owns what no feed may tell of a subscriber: the secrets of a letter, and whether a text holds one."""

import base64
import codecs
import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000110bd\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Format characters (Unicode, Cf) and others that nobody sees: put into an address so that no program knows it."""
_SPELT = (re.compile(r"[(\[{<](?:at|@|ät)[)\]}>]"), re.compile(r"[(\[{<](?:dot|\.)[)\]}>]"))
"""`@` and the full stop as people write them to be read by people only."""
_TAGGED = re.compile(r"\+[\w.-]{1,64}(?=[@=])")
"""`name+tag@host` is name@host (RFC 5233)."""
_DIGEST_LENGTHS = (32, 40, 64, 128)
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{32,256}")
_RUN = re.compile(r"[A-Za-z0-9+/_-]{8,4096}")
"""What may be base64 or base64url (RFC 4648); 4096 characters are more than any address on the web needs."""
_HEX_RUN = re.compile(r"[0-9A-Fa-f]{12,4096}")
_PRINTABLE = re.compile(rb"[ -~]{6,}")
_URL_SAFE = str.maketrans("-_", "+/")
_MOST_ENCODINGS = 3
_WORD = re.compile(r"\s*\S+")
_CHUNK = 32
_MOST_CUTS = 50
"""Secrets spread over several words that are cut out of one text word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What is between a sender and one subscriber, in the forms that `holds` compares: folded, without blanks."""

    mailboxes: frozenset[str] = frozenset()
    """Mail addresses, with and without their tags, as `name@host`, `name=host` and turned by 13 letters."""
    places: frozenset[str] = frozenset()
    """Addresses where the subscriber is taken off the list, those of the web without their scheme."""
    digests: frozenset[str] = frozenset()
    """MD5, SHA-1, SHA-256 and SHA-512 of mail addresses, in hexadecimal."""


def make_secrets(mailboxes: Iterable[str], places: Iterable[str] = ()) -> Secrets:
    """The secrets that mail addresses, and addresses of removal, make."""
    spellings = {form for address in mailboxes for form in (address, _TAGGED.sub("", address))}
    return Secrets(
        mailboxes=frozenset(form for address in spellings for form in _forms(_squeezed(address))),
        places=frozenset(map(_squeezed, places)) - {""},
        digests=frozenset(digest for address in spellings for digest in _digests(address)),
    )


def holds(text: str, secrets: Secrets) -> bool:
    """Whether a text holds a secret: as `shows`, or encoded once in base64 or hexadecimal, wherever in a token.

    Time is linear in the text; of one token, 4096 characters are decoded at a time.
    """
    return any(_tells(layer, secrets) or _tells_encoded(layer, secrets) for layer in _layers(text))


def shows(text: str, secrets: Secrets) -> bool:
    """Whether a text holds a secret, as it stands or encoded up to three times (percent, entities), in any case.

    Blanks, line ends and characters that nobody sees count for nothing within it, and ` at ` or `(at)` for an `@`.
    """
    return any(_tells(layer, secrets) for layer in _layers(text))


def without(text: str, secrets: Secrets) -> str:
    """A text without the words that hold a secret, alone or together; its other white space stays."""
    if not holds(text, secrets):
        return text
    end = len(text.rstrip())
    words = [word if not holds(word, secrets) else _line_end(word) for word in _WORD.findall(text[:end])]
    for shift in (0, _CHUNK // 2):
        if not holds("".join(words), secrets):
            break
        words = list(_cut_chunks(words, shift, secrets))
    kept = "".join(words) + text[end:]
    return "" if holds(kept, secrets) else kept


def _layers(text: str) -> Iterator[str]:
    for _ in range(_MOST_ENCODINGS + 1):
        yield text
        plain = unquote(unescape(text))
        if plain == text:
            return
        text = plain


def _tells(text: str, secrets: Secrets) -> bool:
    plain = _squeezed(text)
    if any(place in plain for place in secrets.places):
        return True
    # Without one of these there is no mailbox, and most texts have none.
    if "@" in plain or "=" in plain:
        untagged = _TAGGED.sub("", plain)
        if any(mailbox in plain or mailbox in untagged for mailbox in secrets.mailboxes):
            return True
    return any(
        run[start : start + length] in secrets.digests
        for run in _DIGEST.findall(plain)
        for length in _DIGEST_LENGTHS
        for start in range(len(run) - length + 1)
    )


def _squeezed(text: str) -> str:
    """A text as it is compared: compatible characters made one, folded, no blanks, signs for their names."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    words = " ".join(text.casefold().replace("\\u0040", "@").split())
    squeezed = words.replace(" at ", "@").replace(" dot ", ".").replace(" ", "")
    for mark, pattern in zip("@.", _SPELT, strict=True):
        squeezed = pattern.sub(mark, squeezed)
    return squeezed


def _tells_encoded(text: str, secrets: Secrets) -> bool:
    decoded = "|".join(_decoded(text))
    return bool(decoded) and shows(decoded, secrets)


def _decoded(text: str) -> Iterator[str]:
    """What tokens say in base64, begun at each of the four places where it may begin, and in hexadecimal."""
    for run in _RUN.findall(text):
        # An `@` takes a capital letter in base64, wherever it stands: ordinary words need no decoding.
        if run[1:].islower() and not run[0].isupper():
            continue
        letters = run.translate(_URL_SAFE)
        for start in range(4):
            yield from _told(base64.b64decode(_whole(letters[start:], 4)))
    for run in _HEX_RUN.findall(text):
        for start in range(2):
            yield from _told(bytes.fromhex(_whole(run[start:], 2)))


def _whole(letters: str, size: int) -> str:
    """Encoded letters made up to whole groups: with padding (base64), or without the last that stands alone."""
    over = len(letters) % size
    if over <= 1:
        return letters[: len(letters) - over]
    return letters + "=" * (size - over)


def _told(data: bytes) -> Iterator[str]:
    # What was not encoded there comes out as noise.
    if b"@" in data or b"%40" in data:
        yield from (run.decode("ascii") for run in _PRINTABLE.findall(data) if b"@" in run or b"%40" in run)


def _cut_chunks(words: Sequence[str], shift: int, secrets: Secrets) -> Iterator[str]:
    cuts = _MOST_CUTS
    starts = [0, *range(shift or _CHUNK, len(words), _CHUNK), len(words)]
    for start, end in pairwise(starts):
        chunk = list(words[start:end])
        while holds("".join(chunk), secrets) and cuts:
            first, last = _narrowest(chunk, secrets)
            chunk[first:last] = [_line_end("".join(chunk[first:last]))]
            cuts -= 1
        yield from chunk if cuts or not holds("".join(chunk), secrets) else ()


def _narrowest(words: Sequence[str], secrets: Secrets) -> tuple[int, int]:
    """(first, end) of the last stretch of words that holds a secret, of those that end first."""
    end = bisect_left(range(len(words)), 1, key=lambda end: holds("".join(words[:end]), secrets))
    length = bisect_left(range(end), 1, key=lambda length: holds("".join(words[end - length : end]), secrets))
    return end - length, end


def _line_end(words: str) -> str:
    """What is left of words that are taken out: the end of the line before them."""
    blanks = words[: len(words) - len(words.lstrip())]
    return blanks if "\n" in blanks else ""


def _forms(mailbox: str) -> Iterator[str]:
    yield mailbox
    yield codecs.encode(mailbox, "rot13")
    name, _, host = mailbox.rpartition("@")
    if "." in host:
        yield f"{name}={host}"


def _digests(address: str) -> Iterator[str]:
    for spelling in {address, address.lower()}:
        data = spelling.encode("utf-8", "surrogateescape")
        yield hashlib.md5(data, usedforsecurity=False).hexdigest()
        yield hashlib.sha1(data, usedforsecurity=False).hexdigest()
        yield hashlib.sha256(data).hexdigest()
        yield hashlib.sha512(data).hexdigest()
