"""Owns what a page declares of the rights in its article."""

from collections.abc import Mapping, Sequence

from caveat.characters import MAX_RIGHTS, clip
from caveat.extract.jsonld import Node, first_text

_METAS = ("copyright", "dcterms.rights", "dc.rights", "rights", "dcterms.rightsholder", "dcterms.license")


def read_rights(node: Node, metas: Mapping[str, Sequence[str]]) -> str | None:
    """A notice in the page's own words, else "© YEAR HOLDER" of the JSON-LD, else its licence (schema.org, DCMI)."""
    holder, year = first_text(node.get("copyrightHolder")), _year(node)
    said = (
        first_text(node.get("copyrightNotice")),
        *(metas[name][0] for name in _METAS if name in metas),
        " ".join(part for part in ("©", year, holder) if part) if holder else None,
        first_text(node.get("license")),
    )
    return next((clip(text, MAX_RIGHTS) for text in said if text), None)


def _year(node: Node) -> str | None:
    """`copyrightYear`, which is a number, and as often a text."""
    year = node.get("copyrightYear")
    return str(int(year)) if isinstance(year, int | float) and 1000 <= year < 10_000 else first_text(year)
