"""Owns the way from one page of a list to the next."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree

from caveat.sources.boxes import text_of, words
from caveat.urls import absolute, canonical, same_site

_NEXT = frozenset({
    "next", "next page", "older", "older posts", "older entries", "older articles", "older stories", "older news",
    "weiter", "nächste", "nächste seite", "ältere beiträge", "suivant", "suivante", "page suivante",
    "articles plus anciens", "siguiente", "página siguiente", "entradas antiguas", "próxima", "próximo",
    "próxima página", "seguinte", "successivo", "successiva", "pagina successiva", "volgende", "volgende pagina",
    "nästa", "neste", "næste", "seuraava", "następna", "další", "sonraki", "далее", "следующая",
    "следующая страница", "次へ", "次のページ", "下一页", "下一頁", "다음", "التالي",
})  # fmt: skip
"""What a link to the next page says, in lower case and without arrows."""
_PLAIN = frozenset(phrase for phrase in _NEXT if " " in phrase)
"""Those that are understood outside a box of page links too."""
_ARROWS = "←→‹›«»<>⟨⟩❮❯▸▶►⇒…. \u00a0"
_FORWARD = ("›", "→", "❯", "▸", "▶", "►", "⇒", ">", "»", ">>")
_BOX_WORDS = frozenset({"pagination", "paginate", "paginator", "pager", "paging", "pagenavi", "pages", "paginated"})
_BOX_PAIRS = (["page", "numbers"], ["page", "nav"], ["nav", "links"], ["posts", "navigation"], ["page", "links"])
_UP = 5
"""Elements around a link that may be the box."""
_PATH = re.compile(r"(.*?)/(?:page|seite|pagina)[/-]?(\d{1,5})/?(?:\.html?)?", re.S)
_PARAMETERS = frozenset({"page", "paged", "pg", "seite", "pagina"})
_LONGEST = 40
_MAX_LINKS = 100_000


def next_page(root: etree._Element, *, url: str, base: str) -> str | None:
    """The absolute address of the next page of the list on the page at `url`; relative ones count from `base`.

    What says `rel=next` (HTML, section 4.6.7.12), then what reads "Next", "Older posts" or an arrow among links to
    pages, then an address that is this page's with the next number. Never the page itself, nor one of another site.
    """
    here = canonical(url)
    for reference in chain(_declared(root), _named(root), _numbered(root, url=url, base=base)):
        address = absolute(base, reference)
        if address is not None and same_site(address, url) and canonical(address) != here:
            return address
    return None


def _links(root: etree._Element, *tags: str) -> Iterator[tuple[etree._Element, str]]:
    return (
        (element, reference)
        for element in islice(root.iter(*tags), _MAX_LINKS)
        if (reference := element.get("href")) is not None
    )


def _declared(root: etree._Element) -> Iterator[str]:
    for tag in ("link", "a"):
        for element, reference in _links(root, tag):
            if "next" in (element.get("rel") or "").lower().split():
                yield reference


def _named(root: etree._Element) -> Iterator[str]:
    """What is called the next page, words before arrows."""
    arrows: list[tuple[int, str]] = []
    for element, reference in _links(root, "a"):
        said = text_of(element).lower()
        names = {text.strip(_ARROWS) for text in (said, _label(element)) if len(text) <= _LONGEST}
        if names & _PLAIN or (names & _NEXT and _in_box(element)):
            yield reference
        elif said in _FORWARD and _in_box(element):
            arrows.append((_FORWARD.index(said), reference))
    yield from (reference for _, reference in sorted(arrows, key=lambda arrow: arrow[0]))


def _label(element: etree._Element) -> str:
    return (element.get("aria-label") or element.get("title") or "").lower()


def _in_box(element: etree._Element) -> bool:
    """Whether a link stands among links to pages."""
    for box in chain([element], islice(element.iterancestors(), _UP)):
        said = words(box)
        if not _BOX_WORDS.isdisjoint(said) or any(said[at : at + 2] in _BOX_PAIRS for at in range(len(said))):
            return True
    return False


def _numbered(root: etree._Element, *, url: str, base: str) -> Iterator[str]:
    """References to this page's address with the number that follows its own."""
    stem, number = _number(canonical(url))
    follows = re.compile(rf"(?<!\d){number + 1}(?!\d)")
    for _, reference in _links(root, "a"):
        if not follows.search(reference):
            continue
        address = absolute(base, reference)
        if address is not None and _number(canonical(address)) == (stem, number + 1):
            yield reference


def _number(address: str) -> tuple[str, int]:
    """(the address without the number of a page, that number, 1 where it has none)."""
    parts = urlsplit(address)
    parts = parts._replace(netloc=parts.netloc.removeprefix("www."))
    match = _PATH.fullmatch(parts.path)
    if match:
        return urlunsplit(parts._replace(path=match[1].rstrip("/"))), int(match[2])
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [value for name, value in pairs if name.lower() in _PARAMETERS and re.fullmatch(r"\d{1,5}", value)]
    others = urlencode([pair for pair in pairs if pair[0].lower() not in _PARAMETERS])
    stem = urlunsplit(parts._replace(path=parts.path.rstrip("/"), query=others))
    return stem, int(numbers[0]) if numbers else 1
