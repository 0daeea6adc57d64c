"""Owns what an operator's word makes of an entry: its notices corrected, the entry withdrawn, and back again. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from caveat.model import Article, Correction, Entry, KnownWork, SpoilerRules, Withdrawal
from caveat.pipeline.digest import article_digest
from caveat.spoilers import as_found, correct, remembering


def corrected(
    entry: Entry, correction: Correction | None, *, works: Sequence[KnownWork], rules: SpoilerRules, now: datetime
) -> Entry:
    """The entry with this correction in the place of any it had; None: as it was found.

    It is a new revision where a reader sees the difference. `rules`: those of the source that the entry belongs to.
    """
    found = entry.article
    if entry.correction is not None:
        found = as_found(found, entry.correction, works=works, rules=rules)
    article, kept = applied(found, correction)
    digest = article_digest(article)
    if digest == entry.digest:
        return replace(entry, correction=kept)
    changed = replace(entry, article=article, correction=kept, digest=digest)
    return _revised(changed, now)


def applied(found: Article, correction: Correction | None) -> tuple[Article, Correction | None]:
    """An article as it is published, and the correction with what is wanted for the way back."""
    if correction is None:
        return found, None
    return correct(found, correction), remembering(correction, found)


def withdrawn(entry: Entry, now: datetime, *, by_operator: bool) -> Entry:
    """The entry published no more. An operator's word stands above its publisher's, and neither moves the time."""
    before = entry.withdrawn
    at = before.at if before else now
    return replace(
        entry, withdrawn=Withdrawal(at=at, by_operator=by_operator or (before is not None and before.by_operator))
    )


def restored(entry: Entry, now: datetime) -> Entry:
    """The entry published again; as updated, so that whoever was told that it is gone takes it back (RFC 6721)."""
    return entry if entry.withdrawn is None else _revised(replace(entry, withdrawn=None), now)


def _revised(entry: Entry, now: datetime) -> Entry:
    return replace(entry, revision=entry.revision + 1, updated=max(now, entry.updated))
