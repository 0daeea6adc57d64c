"""Owns what a page's markup says of spoilers: warning classes, folds, hidden spans, the operator's selectors."""

import re
from collections.abc import Sequence
from dataclasses import replace

from caveat.model import NOTICE_MARK, STATEMENTS, Block, BlockKind, KnownWork, Notice, Origin, Polarity, Where, Work
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.loading import lexicon
from caveat.spoilers.phrases import Statement, notice_end, read_notices
from caveat.spoilers.sentences import fold
from caveat.spoilers.verdicts import stirs
from caveat.spoilers.works import in_context, name_works

_WARNING = re.compile(
    r"spoilers?[-_]{0,2}(?:warn\w{0,8}|alert|notice|banner|disclaimer|label|tip|hint)|(?:warn\w{0,3}|alert)[-_]{0,2}spoilers?"
    r"|(?:notice|warning|alert|[amt]box|messagebox|disclaimer)\nspoilers?(?!\S)"
    r"|(?<!\S)spoilers?\n(?:notice|warning|alert|[amt]box|messagebox|disclaimer)(?!\S)"
)
_LONGEST_WARNING = 400
"""A box that says more than this is more than a warning."""
_LONGEST_LABEL = 80
_LABEL_WORDS = 3
_BEFORE_SPAN = " :–—-([{«“\"'>→"
_SENTENCE_ENDS = tuple(".!?。！？")


def is_selected(block: Block) -> bool:
    """Whether an operator's selector matched the block."""
    return (NOTICE_MARK, "") in block.hints.attributes


def announces(block: Block) -> bool:
    """Whether the block's class words call it a spoiler warning, and it is short enough to be no more than that."""
    # One search in all the words: a line end stands in none of them, and in no match.
    classes = block.hints.classes
    return bool(classes) and len(block.text) <= _LONGEST_WARNING and _WARNING.search("\n".join(classes)) is not None


def read_declared(
    block: Block, where: Where, language: str | None, works: Sequence[KnownWork], context: Sequence[Work]
) -> Statement:
    """The notice that an operator says the block is: all of it, with the polarity of its words."""
    return _whole(block, where, language, works, context, (Origin.DECLARED, "operator.selector", 1.0))


def read_warning(
    block: Block, where: Where, language: str | None, works: Sequence[KnownWork], context: Sequence[Work]
) -> Statement | None:
    """The notice that a block's class words announce, where its words stir at all; else None."""
    rules = lexicon(language)
    if not announces(block) or rules.end_mark.search(block.text):
        return None
    if not (stirs(block.text, language) or rules.label.search(block.text)):
        return None
    statement = _whole(block, where, language, works, context, (Origin.MARKUP, "markup.class", 0.95))
    said = read_notices(block.text, where=where, language=language, works=works, context=context)
    return _without_story(statement, block, rules, told=max((one.end for one in said), default=0))


def _without_story(statement: Statement, block: Block, rules: Lexicon, *, told: int) -> Statement:
    """A statement without what its block goes on to tell: "Spoiler: he dies" in a box of warnings.

    `told`: where what is a notice by its words ends.
    """
    line = fold(block.text, rules)
    for index, (start, end) in enumerate(line.sentences):
        word = rules.bare.search(line.plain, start, end)
        stop = end if word is None else max(notice_end(line, index, word.end(), rules), min(told, end))
        if stop < end:
            named = name_works(line.text[:stop], line.plain[:stop], (), rules)
            works = tuple(work for work in statement.notice.works if work in named.works)
            return Statement(0, stop, replace(statement.notice, text=line.text[:stop], works=works))
    return statement


def read_summary(
    block: Block,
    where: Where,
    language: str | None,
    works: Sequence[KnownWork],
    context: Sequence[Work],
    *,
    hides: bool = False,
) -> Statement | None:
    """The notice that the label of a fold is, where it speaks of spoilers, or `hides` them; else None."""
    rules = lexicon(language)
    said = read_notices(block.text, where=where, language=language, works=works, context=context)
    if not hides and not said and not rules.bare.search(block.text):
        return None
    statement = _whole(block, where, language, works, context, (Origin.MARKUP, "markup.fold", 0.95))
    if not hides:
        return statement
    notice = statement.notice
    told = notice.works if said or rules.bare.search(block.text) else tuple(context[:1])
    return replace(statement, notice=replace(notice, polarity=Polarity.CONTAINS, works=told))


def hidden_spans(lines: tuple[int, ...], where: Where, context: Sequence[Work], *, text: str = "") -> Notice:
    """The notice of lines that hold stretches which the publisher hid; `text` is the label of these."""
    return replace(hidden_lines(lines, where, context), text=text, rule="markup.span", inline=True)


def span_label(block: Block, language: str | None) -> str:
    """What a line that opens with its word for spoilers says before what is hidden in it: "Spoiler: ||he dies||"."""
    said = block.text[: block.hints.spans[0][0]].rstrip(_BEFORE_SPAN)
    is_label = len(said.split()) <= _LABEL_WORDS and lexicon(language).bare.search(said) is not None
    return said if is_label and not said.endswith(_SENTENCE_ENDS) else ""


def hidden_lines(lines: tuple[int, ...], where: Where, context: Sequence[Work]) -> Notice:
    """The notice of lines that the publisher hid whole, or of a picture or caption where there are none."""
    return Notice(
        text="",
        polarity=Polarity.CONTAINS,
        where=where,
        covers=lines,
        works=tuple(context[:1]),
        origin=Origin.MARKUP,
        rule="markup.block",
    )


def _whole(
    block: Block,
    where: Where,
    language: str | None,
    works: Sequence[KnownWork],
    context: Sequence[Work],
    evidence: tuple[Origin, str, float],
) -> Statement:
    """A notice that is all of a block."""
    rules = lexicon(language)
    line = fold(block.text, rules)
    said = read_notices(block.text, where=where, language=language, works=works, context=context)
    polarity = next((statement.notice.polarity for statement in said), Polarity.CONTAINS)
    severity = next((statement.notice.severity for statement in said), None)
    named = name_works(line.text, line.plain, works, rules)
    origin, rule, confidence = evidence
    crowd = rules.everything.search(line.plain) is not None
    notice = Notice(
        text=line.text,
        polarity=polarity,
        severity=severity,
        where=where,
        works=named.works if crowd else in_context(named, context),
        origin=origin,
        rule=rule,
        confidence=confidence,
    )
    return Statement(0, len(line.text), notice)


def label_of_span(block: Block, statement: Statement) -> Notice | None:
    """What a statement says as the label of a stretch hidden right behind it: "Spoilers for Dark: ||he dies||".

    None for one that ends its sentence, or has more behind it: that speaks for what follows the line as well.
    """
    start = next((start for start, end in block.hints.spans if end > statement.start), None)
    if start is None or not statement.notice.warns or start <= statement.start:
        return None
    said = block.text[statement.start : start].rstrip(_BEFORE_SPAN)
    if statement.end < start and block.text[statement.end : start].strip(_BEFORE_SPAN):
        return None
    if said.endswith(_SENTENCE_ENDS) or len(said) > _LONGEST_LABEL:
        return None
    return replace(statement.notice, text=said, origin=Origin.MARKUP, rule="markup.span", inline=True)


def is_statement(block: Block) -> bool:
    """Whether the block is a sentence of the page's structured data, which nobody sees on the page."""
    return block.kind is BlockKind.META and any(
        name == "itemprop" and value in STATEMENTS for name, value in block.hints.attributes
    )


def is_fold_label(block: Block) -> bool:
    """Whether the block is the visible label of a fold."""
    return block.kind is BlockKind.SUMMARY and bool(block.hints.folds)


def labels_hidden(blocks: Sequence[Block], index: int) -> bool:
    """Whether the block is the label of a fold in which what follows it is hidden as a spoiler."""
    block = blocks[index]
    if not is_fold_label(block) or block.hints.is_spoiler:
        return False
    return any(
        one.hints.is_spoiler and block.hints.folds[-1] in one.hints.folds for one in blocks[index + 1 : index + 3]
    )
