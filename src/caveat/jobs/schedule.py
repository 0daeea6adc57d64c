"""Owns the clockwork: the tick of `caveat serve`, and when a source is due. The only file that knows APScheduler."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from caveat.model import Cron
from caveat.pipeline.due import NEVER


def cron_problem(expression: str) -> str | None:
    """Why a crontab expression cannot be used, None if it can."""
    try:
        CronTrigger.from_crontab(expression, timezone=UTC)
    except ValueError as error:
        return str(error)
    return None


def next_firing(cron: Cron, start: datetime) -> datetime:
    """When a crontab expression comes next after `start`, in UTC; at the end of time where it never does."""
    trigger = CronTrigger.from_crontab(cron.expression, timezone=cron.timezone)
    hourly = cron.expression.split()[1].startswith("*")
    after = start + timedelta(seconds=1)
    while found := trigger.get_next_fire_time(None, after):
        if hourly or _wall_clock(found) > _wall_clock(start.astimezone(found.tzinfo)):
            firing: datetime = found.astimezone(UTC)
            return firing.replace(microsecond=0)
        # The hour that autumn repeats: a time of day comes once a day, as crond has it.
        after = found.astimezone(UTC) + timedelta(minutes=1)
    return NEVER  # an expression such as 30 February: the source waits for `run --all`


def _wall_clock(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


@asynccontextmanager
async def ticking(tick: Callable[[], Awaitable[None]], every: timedelta) -> AsyncIterator[None]:
    """Calls `tick` at once and then at this pace, never two at a time, for as long as the context is open.

    The store says what is due, so a tick that is late, doubled or missed changes nothing.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.add_job(
        tick,
        IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
        next_run_time=datetime.now(tz=UTC),  # noqa: TID251 - APScheduler compares it with the machine's clock
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
