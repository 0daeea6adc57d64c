"""Owns XML feeds as the rules of the profile read them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class Document:
    """An XML feed, read."""

    body: bytes
    media_type: str
    now: datetime

    @cached_property
    def root(self) -> etree._Element:
        return etree.fromstring(self.body)

    @cached_property
    def is_rss(self) -> bool:
        return self.root.tag == "rss"

    @cached_property
    def head(self) -> etree._Element:
        return self.root[0] if self.is_rss else self.root

    @cached_property
    def entries(self) -> list[etree._Element]:
        return self.head.findall("item" if self.is_rss else f"{ATOM}entry")

    @cached_property
    def lines(self) -> list[str]:
        return self.body.decode().split("\n")

    @property
    def links(self) -> list[etree._Element]:
        """Of its head."""
        return self.head.findall(f"{ATOM}link")
