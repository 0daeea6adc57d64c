"""Owns which works a notice in a paragraph is about: what its own sentences name, and what stands around it."""

import re
from collections.abc import Sequence

from caveat.model import KnownWork, Unit, Work
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.patterns import Pattern
from caveat.spoilers.sentences import Line, straighten
from caveat.spoilers.walks import Setting
from caveat.spoilers.works import Named, distinct, in_context, is_whole, likeliest, name_works, with_scope

_LONGEST_CRY = 3
"""Words of a sentence that only calls for attention."""
_MOST_SENTENCES = 8
"""How far around a notice its work is looked for."""


def meant(
    line: Line,
    span: tuple[int, int],
    named: Named,
    context: Sequence[Work],
    works: Sequence[KnownWork],
    rules: Lexicon,
    names: str | None,
) -> tuple[Work, ...]:
    """The works that a notice is about: those that it names, with what the context or its paragraph adds."""
    found = named.works
    if not found and not rules.everything.search(line.plain, *span):
        found = in_context(named, context or _around(line, span, works, rules, names))
    elif found and named.scopes:
        beside = context or _around(line, span, works, rules, names)
        found = distinct([*(in_context(Named(scopes=named.scopes), beside) if beside else ()), *found])
    if _is_review(line, span, rules):
        found = with_scope(found, _around(line, span, works, rules, names))
    return found


def named_in(
    line: Line, span: tuple[int, int], works: Sequence[KnownWork], rules: Lexicon, turn: Pattern | None
) -> Named:
    """What the sentences of a notice name, one by one: no title goes on behind a full stop.

    Of one that is free of spoilers "but ...", what stands behind the turn.
    """
    turned = turn.search(line.plain, *span) if turn else None
    if turned:
        behind = named_in(line, (turned.end(), span[1]), works, rules, None)
        if behind.works:
            return behind
    parts = [
        name_works(
            line.text[max(start, span[0]) : min(end, span[1])],
            line.plain[max(start, span[0]) : min(end, span[1])],
            works,
            rules,
        )
        for start, end in (
            _open(line, line.sentences[index], rules) for index in line.within(*span) if not is_cry(line, index, rules)
        )
        if span[0] < end
    ]
    found = distinct(_without_episodes([part.works for part in parts], line.plain))
    loose = tuple(scope for part in parts if not part.works for scope in part.scopes)
    if len(found) == 1 and is_whole(found[0]):
        # "This blog is for people watching Dark. Do not read on if you have not seen episode 4."
        found = in_context(Named(scopes=loose), found)
    return Named(found, tuple(scope for part in parts if part.works for scope in part.scopes) if found else loose)


def _without_episodes(told: Sequence[Sequence[Work]], plain: str) -> list[Work]:
    """The works of each sentence; where the first is about an episode, a single title in quotes behind it names that
    episode: "... the finale of Better Call Saul. If you have not watched "Saul Gone", stop here."
    """
    first = told[0] if told else ()
    if len(first) != 1 or first[0].unit is not Unit.EPISODE or _is_quoted(first[0], plain):
        return [work for works in told for work in works]
    return [*first, *(work for works in told[1:] for work in works if not (is_whole(work) and _is_quoted(work, plain)))]


def _is_quoted(work: Work, plain: str) -> bool:
    return any(f"{mark}{straighten(work.title)}" in plain for mark in "\"'")


def _open(line: Line, sentence: tuple[int, int], rules: Lexicon) -> tuple[int, int]:
    """Where titles may stand in a sentence: a command opens with a verb, whose capital means nothing."""
    start, end = sentence
    command = rules.command.search(line.spoken[start:end])
    if rules.titles.stretches is None and command is not None and command.start() == 0:
        start = max(start, line.plain.find(" ", start, end))
    return start, end


def _is_review(line: Line, span: tuple[int, int], rules: Lexicon) -> bool:
    """Whether a notice calls its text a review or the like: then the sentence beside it may tell the episode."""
    return any(word in rules.titles.genre for word in re.findall(r"\w{4,12}", line.plain[slice(*span)].lower()))


def _around(
    line: Line, span: tuple[int, int], works: Sequence[KnownWork], rules: Lexicon, names: str | None
) -> tuple[Work, ...]:
    """The works that the rest of the paragraph names: the sentence before first, the ones behind last.

    The story names persons too, and who they are may be what it spoils: with `names`, only what stands in there.
    """
    own = line.within(*span)
    before = [(one, Setting.STORY) for one in line.sentences[max(0, own.start - _MOST_SENTENCES) : own.start]]
    behind = [(one, Setting.NOTICE) for one in line.sentences[own.stop : own.stop + _MOST_SENTENCES]]
    for (start, end), setting in [*reversed(before), *behind][:_MOST_SENTENCES]:
        named = name_works(line.text[start:end], line.plain[start:end], works, rules, setting).works
        told = [work for work in named if names is None or work.title.casefold() in names]
        if told:
            return (likeliest(told),)
    return ()


def is_cry(line: Line, index: int, rules: Lexicon) -> bool:
    """Whether a paragraph opens with a sentence that only calls for attention: "Hey!", "Careful now!"."""
    start, end = line.sentences[index]
    sentence = line.plain[start:end]
    return (
        index == 0
        and sentence.endswith("!")
        and sentence.count(" ") < _LONGEST_CRY
        and not rules.triggers.stirs(sentence)
    )
