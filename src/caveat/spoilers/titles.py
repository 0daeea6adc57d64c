"""Owns the titles of works in a statement: known ones, quoted ones, and runs of capital words, put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caveat.model import KnownWork, Medium
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.runs import Runs
from caveat.spoilers.scopes import Scope
from caveat.spoilers.stretches import Beside, find_stretches
from caveat.spoilers.walks import Setting

_QUOTES = re.compile(
    r'"([^"]{1,80})"|(?<!\w)\'([^\']{1,60}(?:\'\w[^\']{0,40})?)\'(?![^\W\u3041-\ud7a3])|(?<!\*)\*([^*]{1,60})\*(?!\*)'
    r"|(?<!\w)_([^_]{1,60})_(?!\w)|《([^《》]{1,60})》|『([^『』]{1,60})』|「([^「」]{1,60})」|〈([^〈〉]{1,60})〉"
    r"|<([^<>]{1,60})>|＜([^＜＞]{1,60})＞|≪([^≪≫]{1,60})≫"
)


_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,8}")
_SPEAKING = "\"'「"
"""Quotes that hold what somebody says as well as titles."""
_ONLY_TITLES = "《『"
_ANGLED = "〈<＜≪"
"""Brackets that hold notices as well as titles."""
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title where it stands."""

    start: int
    end: int
    text: str
    medium: Medium | None = None
    quoted: bool = False


def find_titles(
    text: str,
    plain: str,
    scopes: Sequence[Scope],
    works: Sequence[KnownWork],
    lexicon: Lexicon,
    setting: Setting,
    label: Beside | None = None,
) -> tuple[Title, ...]:
    """Every title of a statement, in order, none inside another. `plain` is `text` with straight quotes.

    `label`: on which side of a part of a headline its label stands.
    """
    known = list(_known(text, plain, works, lexicon))
    named = [*_marked(text, plain, scopes, lexicon), *_quoted(text, plain, scopes, lexicon)]
    known = [title for title in known if not any(_continues(longer, [title]) for longer in named)]
    quoted = [title for title in named if not _covered(title, known)]
    taken = [*known, *quoted]
    spans = _bare(plain, scopes, lexicon, setting, label, alone=not quoted)
    runs = [Title(start=start, end=end, text=text[start:end]) for start, end in spans]
    free = [
        title
        for title in runs
        if not _covered(title, quoted)
        and (not (named and lexicon.titles.quoting) or _has_scope(title, scopes, plain, lexicon))
    ]
    longer = [title for title in free if _continues(title, known)]
    known = [title for title in known if not _covered(title, longer)]
    rest = [title for title in free if title in longer or not _covered(title, taken)]
    return tuple(sorted([*known, *quoted, *rest], key=lambda title: title.start))


def _bare(
    plain: str, scopes: Sequence[Scope], lexicon: Lexicon, setting: Setting, label: Beside | None, *, alone: bool
) -> Sequence[tuple[int, int]]:
    """(start, end) of every title without quotes."""
    if lexicon.titles.stretches is None:
        return list(Runs(plain, scopes, lexicon, setting).find())
    return find_stretches(plain, scopes, lexicon, label if alone else None, alone=alone)


def _overlap(one: Title, other: Title) -> bool:
    return one.start < other.end and other.start < one.end


def _covered(title: Title, others: Sequence[Title]) -> bool:
    return any(_overlap(title, other) for other in others)


def _has_scope(title: Title, scopes: Sequence[Scope], plain: str, lexicon: Lexicon) -> bool:
    """Whether a scope stands next to a title: beside quoted titles, only that makes a work of a name without quotes."""
    rules = lexicon.titles
    return any(
        rules.after.fullmatch(plain, title.end, scope.start)
        if title.end <= scope.start
        else rules.before.fullmatch(plain, scope.end, title.start)
        for scope in scopes
    )


def _continues(run: Title, known: Sequence[Title]) -> bool:
    """Whether a run starts with a known title and goes on: another work of the same name ("Dune: Part Two")."""
    return any(run.start == other.start and run.end > other.end for other in known)


def _known(text: str, plain: str, works: Sequence[KnownWork], lexicon: Lexicon) -> Iterator[Title]:
    names = [(name, work.medium) for work in works for name in (work.title, *work.aliases) if name.strip()]
    names += [(name, None) for name in lexicon.titles.known]
    found: list[Title] = []
    lowered = plain.lower()
    for name, medium in sorted(names, key=lambda pair: -len(pair[0])):
        if name.lower() not in lowered:
            continue
        flags = re.IGNORECASE if " " in name else 0
        for match in re.finditer(_whole(name), plain, flags):
            title = Title(start=match.start(), end=match.end(), text=text[match.start() : match.end()], medium=medium)
            if not _covered(title, found):
                found.append(title)
    yield from found


def _whole(name: str) -> str:
    """The pattern of a name that is no part of a longer word; letters that need no blanks show no words."""
    before = "" if _WIDE.match(name[0]) else r"(?<!\w)"
    behind = "" if _WIDE.match(name[-1]) else r"(?!\w)"
    return before + re.escape(name) + behind


def _quoted(text: str, plain: str, scopes: Sequence[Scope], lexicon: Lexicon) -> Iterator[Title]:
    stretches = lexicon.titles.stretches
    for match in _QUOTES.finditer(plain):
        start, end = match.span(match.lastindex or 0)
        if stretches is not None:
            if match[0][0] in _SPEAKING and stretches.speech.match(plain, match.end()):
                continue
            if match[0][0] in _ANGLED and stretches.never.fullmatch(plain, start, end):
                continue
            end = min((scope.start for scope in scopes if start < scope.start < end <= scope.end), default=end)
        while end > start and plain[end - 1] in ".,;: " and not _INITIALS.fullmatch(plain, start, end):
            end -= 1
        while start < end and plain[start] == " ":
            start += 1
        inner = plain[start:end]
        if not inner or (inner[0].islower() and match[0][0] not in _ONLY_TITLES) or not inner[0].isalnum():
            continue
        if lexicon.bare.search(inner) and not _follows_anchor(plain, match.start(), lexicon):
            continue
        if inner in lexicon.titles.platforms or any(scope.start <= start and end <= scope.end for scope in scopes):
            continue
        yield Title(start=start, end=end, text=text[start:end], quoted=True)


def _marked(text: str, plain: str, scopes: Sequence[Scope], lexicon: Lexicon) -> Iterator[Title]:
    match = None if scopes or plain[:1].isalnum() else lexicon.titles.whole.search(plain)
    if match and '"' not in match[1]:
        yield Title(start=match.start(1), end=match.end(1), text=text[match.start(1) : match.end(1)], quoted=True)


def _follows_anchor(plain: str, start: int, lexicon: Lexicon) -> bool:
    return plain[max(0, start - 12) : start].rstrip(" \"'(").rpartition(" ")[2].lower() in lexicon.titles.anchors
