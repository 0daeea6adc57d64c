"""Owns e-mail as a format (RFC 5322, MIME): its headers in plain text, and the one part of it that is its body."""

import email
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from caveat.characters import decode as decode_characters
from caveat.errors import ExtractError
from caveat.extract.mailheaders import decode_words, read_headers, said
from caveat.extract.recipients import TELLING, read_secrets
from caveat.extract.secrecy import Secrets

_MAX_PARTS = 200
_MAX_BOUNDARIES = 50
"""Declarations of a boundary in a file: the parser's time grows with the depth of nested parts."""
_BOUNDARY = re.compile(rb"boundary(?:\*\d*\*?)?\s*=", re.I)
_LONG_TYPE = re.compile(rb"^content-type:(?:[^\n]|\n[ \t]){8000}", re.I | re.M)
"""A header in which nobody needs so much room; the parser's time grows with the square of its length."""
_MAX_ID = 300
_ANSWERS = re.compile(
    r"(?:(?:re|fwd?|fw|aw|wg|tr|rv|sv|vs|vl|antw|doorst|i|r|enc|odp|pd|ynt|ilt|转发|回复|答复|轉寄)(?:\[\d{1,3}\])?\s?[:：]\s*)+",
    re.I,
)
_LIST_ID = re.compile(r"\s*\"?([^<>\"]*)\"?\s*<")
_IN_BRACKETS = re.compile(r"<([^<>]{1,4000})>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
_FIRST_YEAR, _LAST_YEAR = 1980, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """An e-mail as far as it may be an article."""

    subject: str
    """Without the marks of answers and forwardings."""
    sender: str
    """Display name of who wrote it; "" where there is only an address."""
    site: str
    """Name of the list, or of who sent it for the writer."""
    sent: datetime | None
    """Aware."""
    language: str | None
    id: str | None
    """The Message-ID with its angle brackets."""
    secrets: Secrets
    """The recipients' addresses, and where a recipient is taken off the list."""
    html: str | None
    text: str | None
    """Lines that were wrapped for the journey are joined (RFC 3676)."""


def read_mail(body: bytes) -> Mail:
    """The e-mail in a file; attachments and forwarded e-mails are left out.

    Of 200 parts at most the first of HTML and the first of text are read. Headers are taken raw, and read here: the
    standard library's own reading of them raises whatever it likes on bad ones, and takes quadratic time on long ones.
    Raises `ExtractError` for what is no e-mail.
    """
    if len(_BOUNDARY.findall(body)) > _MAX_BOUNDARIES:
        raise ExtractError(f"is an e-mail of more than {_MAX_BOUNDARIES} nested parts")
    if _LONG_TYPE.search(body):
        raise ExtractError("is an e-mail with a Content-Type of more than 8000 characters")
    try:
        message = email.message_from_bytes(body, policy=compat32)
        return _mail(message)
    except ExtractError:
        raise
    except Exception as error:  # the parser was written for e-mails that mean well
        message_of = f"is no e-mail that can be read: {error!r:.200}"
        raise ExtractError(message_of) from error


def _mail(message: Message) -> Mail:
    headers = read_headers(message, whole=TELLING)
    if not headers:
        raise ExtractError("is no e-mail: it has no headers")
    html, text = _bodies(message)
    subject = said(headers, "subject")
    forwarded = _ANSWERS.match(subject)
    secrets = read_secrets(headers, also=("from",) if forwarded else ())
    return Mail(
        subject=subject[forwarded.end() :] if forwarded else subject,
        sender=_display_name(headers, "from"),
        site=_list_name(headers) or _display_name(headers, "sender"),
        sent=_sent(headers),
        language=_language(headers),
        id=_id(headers),
        secrets=secrets,
        html=html,
        text=text,
    )


def _display_name(headers: dict[str, list[str]], name: str) -> str:
    """The name of the first mailbox of a header; "" for one that is an address."""
    raw = next(iter(headers.get(name, ())), "")
    found = decode_words(parseaddr(" ".join(raw.split()))[0]).strip("\"' ")
    return "" if "@" in found else found


def _list_name(headers: dict[str, list[str]]) -> str:
    """The phrase of the List-Id (RFC 2919)."""
    match = _LIST_ID.match(said(headers, "list-id"))
    name = match[1].strip() if match else ""
    return name if " " in name or name.istitle() else ""


def _sent(headers: dict[str, list[str]]) -> datetime | None:
    for raw in headers.get("date", ()):
        try:
            moment = parsedate_to_datetime(raw[:100])
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if _FIRST_YEAR <= moment.year <= _LAST_YEAR:
            return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return None


def _language(headers: dict[str, list[str]]) -> str | None:
    """The first tag of Content-Language (RFC 3282)."""
    tag = said(headers, "content-language").partition(",")[0].strip()
    return tag if _LANGUAGE.fullmatch(tag) else None


def _id(headers: dict[str, list[str]]) -> str | None:
    name_of = "".join(said(headers, "message-id").split())
    match = _IN_BRACKETS.search(name_of)
    name = f"<{match[1]}>" if match else f"<{name_of}>" if name_of else None
    if name is not None and len(name) > _MAX_ID:
        return f"<{hashlib.sha256(name.encode()).hexdigest()}>"
    return name


def _bodies(message: Message) -> tuple[str | None, str | None]:
    """(HTML, text): the first part of each kind that is no attachment and in no other e-mail."""
    found: dict[str, str] = {}
    waiting: list[Message] = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            break
        part = waiting.pop()
        kind = part.get_content_type()
        if part.is_multipart():
            inside = part.get_payload() if kind.startswith("multipart/") else ()
            waiting += reversed([inner for inner in inside if isinstance(inner, Message)])
        elif kind in ("text/html", "text/plain") and kind not in found and not _is_attached(part):
            text = _text(part, kind)
            if text.strip():
                found[kind] = text
    return found.get("text/html"), found.get("text/plain")


def _is_attached(part: Message) -> bool:
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def _text(part: Message, kind: str) -> str:
    charset, shape, deletes = (_parameter(part, name) for name in ("charset", "format", "delsp"))
    # Else the standard library would decode the bytes by a codec of that name, whatever it is.
    del part["content-type"]
    data = part.get_payload(decode=True)
    text = decode_characters(data if isinstance(data, bytes) else b"", charset or None)
    if kind == "text/plain" and shape.lower() == "flowed":
        return _unfolded(text, delete_space=deletes.lower() == "yes")
    return text


def _parameter(part: Message, name: str) -> str:
    """A parameter of the Content-Type, "" without one."""
    value = part.get_param(name)
    return str(value[2] if isinstance(value, tuple) else value or "").strip("\"' ")


def _unfolded(text: str, *, delete_space: bool) -> str:
    """Flowed lines joined (RFC 3676, section 4)."""
    lines: list[list[str]] = []
    depth: int | None = None
    for raw in text.split("\n"):
        line = raw.removesuffix("\r")
        content = line.lstrip(">")
        quoted = len(line) - len(content)
        content = content.removeprefix(" ")
        if quoted == depth and content:
            lines[-1][-1] = lines[-1][-1][:-1] if delete_space else lines[-1][-1]
            lines[-1].append(content)
        else:
            lines.append([f"{'>' * quoted} {content}" if quoted else content])
        depth = quoted if content.endswith(" ") and content != "-- " else None
    return "\n".join(map("".join, lines))
