"""Owns notices as structured data: our XML namespace (docs/spoilers-namespace.md), and its JSON twin."""

from collections.abc import Sequence
from dataclasses import asdict, fields

from lxml import etree

from caveat.characters import printable
from caveat.model import NOTICE_NAMESPACE, Disclosure, Notice, Work


def add_disclosure(parent: etree._Element, disclosure: Disclosure) -> None:
    """Adds to the head of a feed how much it discloses."""
    etree.SubElement(parent, f"{{{NOTICE_NAMESPACE}}}disclosure").text = disclosure.value


def add_notices(parent: etree._Element, notices: Sequence[Notice]) -> None:
    """Adds to an entry an element for every notice."""
    for notice in notices:
        _add_notice(parent, notice)


def notice_json(notice: Notice) -> dict[str, object]:
    """The notice under the names of its fields, works included."""
    return asdict(notice)


def _add_notice(parent: etree._Element, notice: Notice) -> None:
    element = etree.SubElement(parent, f"{{{NOTICE_NAMESPACE}}}notice")
    for name in ("polarity", "severity", "where", "covers", "origin", "rule", "confidence", "inline"):
        _set(element, name, getattr(notice, name))
    if notice.text:
        etree.SubElement(element, f"{{{NOTICE_NAMESPACE}}}text").text = printable(notice.text)
    for work in notice.works:
        _add_work(element, work)


def _add_work(parent: etree._Element, work: Work) -> None:
    element = etree.SubElement(parent, f"{{{NOTICE_NAMESPACE}}}work")
    for field in fields(work):
        _set(element, field.name, getattr(work, field.name))


def _set(element: etree._Element, name: str, value: object) -> None:
    """Sets an attribute as XML Schema spells the value; None, False and an empty list are said by its absence."""
    if value is None or value is False or value == ():
        return
    if isinstance(value, tuple):
        text = " ".join(str(item) for item in value)
    else:
        text = "true" if value is True else str(value)
    element.set(name, printable(text))
