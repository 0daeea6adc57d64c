"""Owns the time of day: the one place that asks the machine for it."""

from datetime import UTC, datetime


class SystemClock:
    """The machine's clock, as aware UTC datetimes of whole seconds, which is what every feed format can say."""

    def now(self) -> datetime:
        """Now."""
        return datetime.now(tz=UTC).replace(microsecond=0)  # noqa: TID251 - this is the Clock
