"""Owns the body of an entry: its blocks, with what notices cover shown, folded away or left out."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from caveat.characters import printable
from caveat.model import Block, Disclosure, join_blocks
from caveat.publish.coverage import Part, union
from caveat.publish.frames import Frame
from caveat.publish.spans import cut_spans, fold_spans
from caveat.publish.warning import warning


def body(parts: Sequence[Part], disclosure: Disclosure, link: str, words: Frame) -> str:
    """Sanitised HTML; `link`: where what is left out can be read."""
    if disclosure is Disclosure.WARN or disclosure is Disclosure.DROP:
        return printable(join_blocks(tuple(part.block for part in parts)))
    pieces = []
    for is_covered, run in groupby(parts, key=lambda part: bool(part.notices)):
        stretch = tuple(run)
        if not is_covered:
            pieces.append(join_blocks(tuple(_without_spans(part, disclosure, link, words) for part in stretch)))
        elif disclosure is Disclosure.FOLD:
            pieces.append(_folded(stretch, words))
        else:
            pieces.append(f'<p><a href="{escape(link)}">{words.left_out}</a></p>')
    return printable("\n".join(pieces))


def _folded(stretch: Sequence[Part], words: Frame) -> str:
    inside = join_blocks(tuple(part.block for part in stretch))
    return f"<details><summary>{escape(warning(union(stretch), words), quote=False)}</summary>\n{inside}\n</details>"


def _without_spans(part: Part, disclosure: Disclosure, link: str, words: Frame) -> Block:
    if not part.hidden:
        return part.block
    if disclosure is Disclosure.FOLD:
        return replace(part.block, html=fold_spans(part.block.html, warning(part.hidden, words)))
    return replace(part.block, html=cut_spans(part.block.html, link))
