"""Owns what is minded in the HTML of feeds: what the W3C validator calls a risk, or no HTML."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        """
        a abbr b blockquote br cite code dd del details dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li
        mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var
        """,
    )
)
_ATTRIBUTES = frozenset(
    ["alt", "class", "colspan", "height", "href", "rel", "rowspan", "src", "start", "title", "width"]
)
_EMPTY = frozenset({"br", "hr", "img"})
_BLOCKS = frozenset(
    ["blockquote", "details", "dl", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "table", "ul"]
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.I)


def faults(html: str) -> Iterator[str]:
    """What is wrong in a fragment: elements, attributes, addresses, nesting, stray `&` and `<`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.found
    yield from (f"<{tag}> is left open" for tag in reader.open)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ELEMENTS:
            self.found.append(f"<{tag}>")
        if tag in _BLOCKS and "p" in self.open:
            self.found.append(f"<{tag}> in a paragraph")
        if tag == "a" and "a" in self.open:
            self.found.append("a link in a link")
        if len({name for name, _ in attrs}) < len(attrs):
            self.found.append(f"an attribute twice in {attrs}")
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.found.append(f"{name} of <{tag}>")
            if name in {"href", "src"} and not _ADDRESS.match(value or ""):
                self.found.append(f"{value!r} is relative")
        raw = self.get_starttag_text() or ""
        if re.search(r"&(?!(?:amp|lt|gt|quot|nbsp|#x?[0-9A-Fa-f]+);)", raw):
            self.found.append(f"a stray & in {raw[:80]}")
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.found.append(f"</{tag}> ends {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if stray := re.search(r"[&<].{0,20}", data):
            self.found.append(f"stray {stray[0]!r}")

    def handle_entityref(self, name: str) -> None:
        if name not in {"amp", "lt", "gt", "quot", "nbsp"}:
            self.found.append(f"&{name};")

    def handle_comment(self, data: str) -> None:
        self.found.append("a comment")

    def unknown_decl(self, data: str) -> None:
        self.found.append(f"<![{data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"<?{data}")
