"""Owns the state of a source after a poll: what of it stays, and when the next one is due. Pure."""

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from caveat.errors import FetchError, ItemError
from caveat.model import Source, SourceState, Unmodified, Validators
from caveat.pipeline.due import NEVER, Due, NextFiring, after_failure, after_success, held, is_about, shown_pace
from caveat.pipeline.settle import Listing

UNFINISHED = "the poll is under way, or was stopped: what it had read is kept, and the next pass goes on"
"""`SourceState.error` of a poll that has stored a part."""

_GONE = ": it is not asked again by itself; remove the source, or correct its address"


def current(state: SourceState | None, source: Source) -> SourceState | None:
    """The state as far as it is of the address that the source has now."""
    if state is None:
        return None
    if is_about(state, source):
        return replace(state, moved_to=None) if source.sees_more else state
    # What it lists is another list, and a first poll of that: its older articles are not news.
    unread = replace(state, succeeded_at=None, since=None, complete_at=None, failures=0, not_before=None)
    return replace(unread, url=source.url, validators=Validators(), moved_to=None, gone=False)


def unfinished(source: Source, state: SourceState | None, now: datetime) -> SourceState:
    """While groups of articles are still to come: as it was but for the word that it is under way."""
    return replace(state or _blank(source, now), error=UNFINISHED)


def is_complete(state: SourceState) -> bool:
    """Whether the last poll that succeeded left nothing behind, and none was stopped since."""
    return state.complete_at is not None and state.complete_at == state.succeeded_at and state.error != UNFINISHED


def unmodified(
    source: Source, state: SourceState | None, answer: Unmodified, now: datetime, next_firing: NextFiring
) -> SourceState:
    """After a list that had not changed."""
    kept = state or _blank(source, now)
    pace = replace(kept.pace, max_age=answer.max_age)
    due = after_success(source, state, now, pace=pace, next_firing=next_firing)
    read = _read(source, kept, now, due, moved_to=answer.moved_to)
    complete_at = now if is_complete(kept) else kept.complete_at
    return replace(read, validators=answer.validators, pace=pace, complete_at=complete_at, new=0)


def finished(
    source: Source,
    state: SourceState | None,
    listing: Listing,
    now: datetime,
    next_firing: NextFiring,
    *,
    retry_at: datetime | None,
) -> SourceState:
    """After a list that was read, as far as the list goes: `error`, `new` and `check_at` are the articles'.

    `retry_at`: when the server of one of them wants to be asked again.
    """
    kept = state or _blank(source, now)
    gap, newest = shown_pace(kept.pace, listing.links, now)
    pace = replace(listing.pace, gap=gap, newest=newest)
    due = after_success(source, state, now, pace=pace, next_firing=next_firing, retry_at=retry_at)
    read = _read(source, kept, now, due, moved_to=listing.moved_to)
    return replace(read, validators=listing.validators, pace=pace)


def failed(
    source: Source,
    state: SourceState | None,
    error: ItemError,
    now: datetime,
    next_firing: NextFiring,
    *,
    retry_at: datetime | None,
) -> SourceState:
    """After a poll that failed as a whole: tried again at growing distances, unless the server said that it is gone.

    Where the address was one that redirects had led to, the configured one is asked next, as if for the first time.
    """
    kept = state or _blank(source, now)
    failures = kept.failures + 1
    due = after_failure(source, now, failures=failures, next_firing=next_firing, retry_at=retry_at)
    gone = isinstance(error, FetchError) and error.status == HTTPStatus.GONE and not error.redirected
    gone = gone and kept.moved_to is None
    return replace(
        kept,
        url=source.url,
        validators=Validators() if kept.moved_to else kept.validators,
        moved_to=None,
        gone=gone,
        next_at=NEVER if gone else due.at,
        why="gone for good" if gone else due.why,
        not_before=due.not_before,
        polled_at=now,
        failures=failures,
        error=f"{error}: it is not asked again by itself; remove the source, or correct its address"
        if gone
        else str(error),
        new=0,
    )


def postponed(source: Source, state: SourceState | None, now: datetime, retry_at: datetime | None) -> SourceState:
    """Where the source was not asked, since its site wants to be left alone: as it was, and due when that is over."""
    due = held(Due(at=now, why=""), retry_at)
    return replace(state or _blank(source, now), next_at=due.at, why=due.why, not_before=due.not_before)


def _blank(source: Source, now: datetime) -> SourceState:
    return SourceState(source_id=source.id, url=source.url, next_at=now, polled_at=now)


def _read(source: Source, kept: SourceState, now: datetime, due: Due, *, moved_to: str | None) -> SourceState:
    """What holds after every poll that went well; `moved_to`: where its answer came from for good.

    A source that is let in by its headers or its password is always asked where it is.
    """
    return replace(
        kept,
        url=source.url,
        moved_to=None if source.sees_more else moved_to or kept.moved_to,
        gone=False,
        next_at=due.at,
        why=due.why,
        not_before=due.not_before,
        polled_at=now,
        succeeded_at=now,
        since=kept.since or now,
        failures=0,
        error=None,
    )
