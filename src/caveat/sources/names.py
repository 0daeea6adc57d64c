"""Owns the names of elements in feeds: one spelling for each, whatever namespace address or prefix a feed uses."""

from caveat.model import NOTICE_NAMESPACE

_CORE = (
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://backend.userland.com/rss091",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://cyber.law.harvard.edu/rss/rss.html",
    "http://purl.org/rss/1.0",
    "http://purl.org/rss/1.0/modules/rss091#",
    "http://my.netscape.com/rdf/simple/0.9",
    "http://channel.netscape.com/rdf/simple/0.9",
    "http://purl.org/atom/ns#",
    "http://www.w3.org/2005/atom",
    "https://www.w3.org/2005/atom",
)
"""Of RSS and Atom themselves, without a slash at the end, in lower case."""
PREFIXES = {
    **dict.fromkeys(_CORE, ""),
    "http://purl.org/rss/1.0/modules/content": "content",
    "http://purl.org/dc/elements/1.1": "dc",
    "http://purl.org/dc/elements/1.0": "dc",
    "http://purl.org/dc/terms": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "https://search.yahoo.com/mrss": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/syndication": "sy",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "https://letterboxd.com": "letterboxd",
    "http://letterboxd.com": "letterboxd",
    NOTICE_NAMESPACE: "spoilers",
}
"""The prefix that stands for each namespace here."""
_MOST = 5_000
"""Names that are kept for one document."""


class Names(dict[object, str]):
    """From the tag of an element, as lxml gives it, to its name: `title`, `dc:creator`; "" for one of no interest.

    The namespace of the root (of RDF: of its first child) is that of RSS or Atom, whatever it is called.
    """

    def __init__(self, own: str = "") -> None:
        super().__init__()
        self._own = _folded(own)

    def __missing__(self, tag: object) -> str:
        name = self._name(tag) if isinstance(tag, str) else ""
        if len(self) < _MOST:
            self[tag] = name
        return name

    def _name(self, tag: str) -> str:
        if tag.startswith("{"):
            namespace, _, local = tag[1:].partition("}")
            folded = _folded(namespace)
            prefix = PREFIXES.get(folded, "" if folded == self._own else None)
        else:
            # A prefix that nobody declared; one that is unknown is no name of ours.
            before, colon, local = tag.rpartition(":")
            prefix = _undeclared(before.lower()) if colon else ""
        if prefix is None:
            return ""
        return f"{prefix}:{local.lower()}" if prefix else local.lower()


def namespace(tag: object) -> str:
    """The namespace of a tag, "" where it has none."""
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def _undeclared(prefix: str) -> str | None:
    if prefix in {"atom", "rss"}:
        return ""
    return prefix if prefix in PREFIXES.values() else None


def _folded(address: str) -> str:
    return address.strip().lower().rstrip("/")
