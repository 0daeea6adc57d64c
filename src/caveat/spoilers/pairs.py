"""Owns which scope belongs to which title of a statement."""

from collections.abc import Sequence
from dataclasses import replace

from caveat.model import Unit
from caveat.spoilers.lexicon import Lexicon
from caveat.spoilers.scopes import Scope, up_to
from caveat.spoilers.titles import Title


def pair(
    titles: Sequence[Title], scopes: Sequence[Scope], plain: str, lexicon: Lexicon
) -> list[tuple[Title, Scope | None]]:
    """Each title with the scope that stands next to it; one title takes one scope from anywhere."""
    free = list(scopes)
    pairs: list[tuple[Title, Scope | None]] = []
    for title in titles:
        behind = next((scope for scope in free if _follows(title, scope, plain, lexicon)), None)
        if behind is not None and leads(behind, title, titles, plain, lexicon):
            behind = None
        before = next((scope for scope in free if _precedes(title, scope, plain, lexicon)), None)
        near = _combined(before, behind)
        if near is not None and title.text.lower() in lexicon.titles.read:
            near = replace(near, loose=False)
        if near is None and pairs and lexicon.titles.again.fullmatch(plain, pairs[-1][0].end, title.start):
            near = pairs[-1][1]
        free = [scope for scope in free if scope is not behind and (near is behind or scope is not before)]
        if near is not None and lexicon.through.search(plain, 0, title.start):
            near = up_to(near)
        pairs.append((title, near))
    free = [scope for scope in free if not is_apart(scope, titles[0], plain, lexicon)]
    if len(pairs) == 1 and pairs[0][1] is not None and _is_unnumbered(pairs[0][1]):
        # "The finale of Dark, season 3, episode 8".
        pairs = [(title, next((scope for scope in free if scope.episode[1]), near)) for title, near in pairs]
    if free and len({title.text.lower() for title in titles}) == 1 and all(scope is None for _, scope in pairs):
        pairs[0] = (pairs[0][0], free[0])
    return pairs


def _is_unnumbered(scope: Scope) -> bool:
    return scope.unit is Unit.EPISODE and scope.season == scope.episode == (None, None)


def leads(scope: Scope, title: Title, titles: Sequence[Title], plain: str, lexicon: Lexicon) -> bool:
    """Whether a scope behind a title and a comma is that of the next one: "X, the finale of Y"."""
    following = next((other for other in titles if other.start >= scope.end), None)
    if following is None or "," not in plain[title.end : scope.start]:
        return False
    joins = plain[scope.end : following.start].strip(" \"'*_(")
    return joins.lower() in lexicon.titles.anchors and _precedes(following, scope, plain, lexicon)


def is_apart(scope: Scope, title: Title, plain: str, lexicon: Lexicon) -> bool:
    """Whether the words between a title and a scope say that they do not belong together."""
    start, end = sorted((scope.start, scope.end, title.start, title.end))[1:3]
    return lexicon.titles.apart.search(plain, start, end) is not None


def _combined(before: Scope | None, behind: Scope | None) -> Scope | None:
    """The scope of a title that has one on both sides ("the finale of X season 3"); else the one there is."""
    if before is None or behind is None:
        return behind or before
    if before.unit is Unit.EPISODE and behind.unit is Unit.SEASON and before.season == (None, None):
        both = replace(before, season=behind.season)
        return up_to(both) if before.through or behind.through else both
    return behind


def _follows(title: Title, scope: Scope, plain: str, lexicon: Lexicon) -> bool:
    return title.end <= scope.start and lexicon.titles.after.fullmatch(plain, title.end, scope.start) is not None


def _precedes(title: Title, scope: Scope, plain: str, lexicon: Lexicon) -> bool:
    return scope.end <= title.start and lexicon.titles.before.fullmatch(plain, scope.end, title.start) is not None
