"""Owns the answers that stand ready: headers and bytes of a representation in every coding, and its 304 (RFC 9110)."""

from collections.abc import Mapping
from email.utils import format_datetime

from caveat.model import StoredDocument
from caveat.pipeline.views import Representation
from caveat.publish.site import POLICY
from caveat.web.negotiation import Coding, choose_coding, entity_tag, is_current, matching_tag

Fields = list[tuple[bytes, bytes]]
"""Header fields as ASGI sends them."""

EVERYWHERE = {
    "access-control-allow-origin": "*",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
"""On every answer below `/feeds/`."""
_OVERHEAD = 4000
"""Bytes that an answer takes beside its bodies."""


class Answer:
    """One representation, ready to be sent."""

    __slots__ = ("_bodies", "_document", "_full", "_known", "size", "version")

    def __init__(self, representation: Representation, max_age: int) -> None:
        document = representation.document
        shared = {**EVERYWHERE, **_caching(representation, max_age)}
        described = {**shared, **_description(representation)}
        self.version = representation.version
        self._document = document
        self._bodies = {Coding.IDENTITY: document.body, Coding.GZIP: document.gzip, Coding.BR: document.br}
        self._full = {coding: _fields({**described, **_coded(document, coding, self._bodies)}) for coding in Coding}
        tags = {coding: entity_tag(document.etag, coding) for coding in Coding}
        self._known = {tag: _fields({**shared, "etag": tag}) for tag in tags.values()}
        self.size = _OVERHEAD + sum(map(len, self._bodies.values()))
        """Bytes that it takes in memory, or a little more."""

    def to(self, codings: str | None, tags: str | None, since: str | None) -> tuple[int, Fields, bytes]:
        """Status, header fields and body for these fields: Accept-Encoding, If-None-Match, If-Modified-Since."""
        coding = choose_coding(codings)
        known = self._tag(coding, tags, since)
        if known is not None:
            return 304, self._known[known], b""
        return 200, self._full[coding], self._bodies[coding]

    def _tag(self, coding: Coding, tags: str | None, since: str | None) -> str | None:
        """The tag of what the reader holds already; None: it needs the document."""
        if tags is not None:
            return tags if tags in self._known else matching_tag(tags, self._document.etag, coding)
        if since is not None and is_current(since, self._document.changed):
            return entity_tag(self._document.etag, coding)
        return None


def _caching(representation: Representation, max_age: int) -> Mapping[str, str]:
    if representation.is_private:
        # The address is the secret: no cache of others keeps it, no page tells it to where its links lead.
        return {
            "cache-control": f"private, max-age={max_age}",
            "referrer-policy": "no-referrer",
            "vary": "Accept-Encoding",
        }
    return {"cache-control": f"public, max-age={max_age}", "vary": "Accept-Encoding"}


def _description(representation: Representation) -> Mapping[str, str]:
    """The headers that tell of the document itself, whatever its coding."""
    document = representation.document
    headers = {
        "content-type": document.media_type,
        "last-modified": format_datetime(document.changed, usegmt=True),
    }
    if representation.address is not None:
        links = [("self", representation.address), *(("hub", hub) for hub in representation.hubs)]
        headers["link"] = ", ".join(f'<{address}>; rel="{relation}"' for relation, address in links)
    if document.media_type.startswith("text/html"):
        headers["content-security-policy"] = POLICY
    return headers


def _coded(document: StoredDocument, coding: Coding, bodies: Mapping[Coding, bytes]) -> Mapping[str, str]:
    """The headers that tell of the document in one coding."""
    headers = {"content-length": str(len(bodies[coding])), "etag": entity_tag(document.etag, coding)}
    return headers if coding is Coding.IDENTITY else {**headers, "content-encoding": coding.value}


def _fields(headers: Mapping[str, str]) -> Fields:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
