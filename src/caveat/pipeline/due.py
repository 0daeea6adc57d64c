"""Owns when a source is due next, and why: its schedule, what it says and shows of itself, what went wrong. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from statistics import median

from caveat.model import Adaptive, Cron, Every, Link, Pace, Source, SourceState

NextFiring = Callable[[Cron, datetime], datetime]
"""When a crontab expression comes next after some time, in UTC."""

NEVER = datetime.max.replace(tzinfo=UTC, microsecond=0)

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_GRACE = timedelta(minutes=1)
_DATES = 20
"""Articles whose distances tell how often a source posts."""
_ENOUGH = 3
"""Dates from which on they do."""
_SKIPS = 7 * 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a source is to be polled again."""

    at: datetime
    """UTC."""
    why: str
    """In words that follow a time."""
    not_before: datetime | None = None
    """Until when its server asked to be left alone."""


def after_success(
    source: Source,
    state: SourceState | None,
    now: datetime,
    *,
    pace: Pace,
    next_firing: NextFiring,
    retry_at: datetime | None = None,
) -> Due:
    """When a source is due whose poll, begun `now`, went well. `state`: before it.

    `retry_at`: when the server of one of its articles wants to be asked again.
    """
    match source.schedule:
        case Cron() as cron:
            due = Due(at=next_firing(cron, now), why=_cron_words(cron))
        case Every(interval=interval):
            due = Due(at=_in_step(source, state, now, interval), why=_every_words(interval))
        case Adaptive() as adaptive:
            due = _adapted(source, adaptive, pace, now)
    return held(due, retry_at)


def after_failure(
    source: Source, now: datetime, *, failures: int, next_firing: NextFiring, retry_at: datetime | None = None
) -> Due:
    """When to try again after a poll, begun `now`, that was the `failures`-th in a row to fail.

    The distance doubles, from that of the schedule (an hour at most) to a day; a crontab's times are kept to.
    """
    usual = _interval(source, now, next_firing)
    distance = min(min(usual, _HOUR) * 2 ** min(failures - 1, 20), max(usual, _DAY))
    at = now + distance
    if failures > 1:
        at -= distance / 10 * _share(source.id, str(failures))  # so that what goes on failing together comes apart
    if isinstance(source.schedule, Cron):
        at = next_firing(source.schedule, at - _GRACE)
    times = "time" if failures == 1 else "times in a row"
    due = Due(at=at.replace(microsecond=0), why=f"it failed {failures} {times}")
    return held(due, retry_at)


def due_at(state: SourceState, source: Source, next_firing: NextFiring) -> datetime:
    """When a source is due: as its last poll said; sooner where its schedule was shortened or its address changed."""
    if not is_about(state, source):
        return state.polled_at
    if state.gone:
        return NEVER
    at = state.next_at
    if not state.failures and not isinstance(source.schedule, Adaptive):
        at = min(at, state.polled_at + _interval(source, state.polled_at, next_firing))
    return at if state.not_before is None else max(at, state.not_before)


def is_about(state: SourceState, source: Source) -> bool:
    """Whether a state is of the address that the source has now."""
    return state.url in (None, source.url)


def is_due(state: SourceState | None, source: Source, now: datetime, next_firing: NextFiring) -> bool:
    """Whether a source wants polling now.

    A minute's grace, or a tenth of the distance where that is shorter, keeps a scheduler that wakes at the same pace
    from missing every second poll; a poll dated in the future means that the clock was set back.
    """
    if state is None or state.polled_at > now:
        return True
    at = due_at(state, source, next_firing)
    if state.not_before is not None and at <= state.not_before:
        return at <= now
    return at - min(_GRACE, (at - state.polled_at) / 10) <= now


def shown_pace(pace: Pace, links: Iterable[Link], now: datetime) -> tuple[timedelta | None, datetime | None]:
    """(the usual distance between two articles, when the newest was published) of a list; `pace` is what was known."""
    found = {date for link in links if (date := link.published or link.updated) and date <= now}
    dates = sorted(found, reverse=True)[:_DATES]
    if len(dates) < _ENOUGH:
        return pace.gap, max(dates, default=pace.newest)
    seconds = median((newer - older).total_seconds() for newer, older in pairwise(dates))
    return timedelta(seconds=round(seconds)), dates[0]


def spelled(length: timedelta) -> str:
    """A length of time in the config's own words: `1h 30m`."""
    seconds = int(length.total_seconds())
    words = []
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m"), (1, "s")):
        count, seconds = divmod(seconds, size)
        if count:
            words.append(f"{count}{unit}")
    return " ".join(words) or "0s"


def schedule_words(source: Source) -> str:
    """The schedule of a source, as it stands in the config."""
    match source.schedule:
        case Cron() as cron:
            return _cron_words(cron)
        case Every(interval=interval):
            return _every_words(interval)
        case Adaptive():
            return "adaptive"


def _cron_words(cron: Cron) -> str:
    return f'cron "{cron.expression}" ({cron.timezone})'


def _every_words(interval: timedelta) -> str:
    return f"every {spelled(interval)}" if interval else "at every pass"


def _interval(source: Source, start: datetime, next_firing: NextFiring) -> timedelta:
    match source.schedule:
        case Cron() as cron:
            return next_firing(cron, start) - start
        case Every(interval=interval):
            return interval
        case Adaptive(shortest=shortest):
            return shortest


def _in_step(source: Source, state: SourceState | None, now: datetime, interval: timedelta) -> datetime:
    """The next time at this interval: after the first poll sooner by up to a half, and from then on in step with that.

    So sources that were added at once are not polled at once for ever.
    """
    if state is None or state.succeeded_at is None:
        return (now + interval * (0.5 + _share(source.id) / 2)).replace(microsecond=0)
    if not interval:
        return now
    at = state.next_at + interval * ((now - state.next_at) // interval + 1)
    return at if at - now >= interval / 2 else now + interval


def _adapted(source: Source, schedule: Adaptive, pace: Pace, now: datetime) -> Due:
    """Half of the usual distance between articles; more where the source asks for it, or has fallen silent."""
    gap = (pace.gap / 2, f"it posts every {_rough(pace.gap)}") if pace.gap else (_HOUR, "its pace is not known")
    wishes = [gap]
    if pace.newest is not None and now - pace.newest > 2 * (pace.gap or _HOUR):
        wishes.append(((now - pace.newest) / 4, f"it has posted nothing for {_rough(now - pace.newest)}"))
    if pace.ttl:
        wishes.append((pace.ttl, f"it asks for {_rough(pace.ttl)} between two polls"))
    if pace.max_age:
        wishes.append((pace.max_age, f"its answer holds for {_rough(pace.max_age)}"))
    interval, reason = max(wishes)
    interval = min(max(interval, schedule.shortest), schedule.longest)
    at = (now + interval * (1 - _share(source.id, str(now)) / 20)).replace(microsecond=0)
    rested = _outside(at, pace)
    return Due(at=rested, why=f"adaptive: {reason}{'' if rested == at else ', and it rests until then'}")


def _outside(at: datetime, pace: Pace) -> datetime:
    """The first time from `at` on that is in no hour and on no day that the source wants left out."""
    for _ in range(_SKIPS):
        if at.hour not in pace.skip_hours and at.weekday() not in pace.skip_days:
            return at
        at = at.replace(minute=0, second=0) + _HOUR
    return at


def held(due: Due, until: datetime | None) -> Due:
    """The same, but not before a server wants to be asked again."""
    if until is None:
        return due
    if until < due.at:
        return Due(at=due.at, why=due.why, not_before=until)
    return Due(at=until, why="its server asked to be left alone until then", not_before=until)


def _rough(length: timedelta) -> str:
    """A length of time in its two largest units at most."""
    return " ".join(spelled(max(length, timedelta(seconds=1))).split()[:2])


def _share(*names: str) -> float:
    """From 0 to 1, the same for the same names."""
    return int.from_bytes(sha256("\0".join(names).encode()).digest()[:4]) / 2**32
