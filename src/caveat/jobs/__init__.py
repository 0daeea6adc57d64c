"""Owns when and where work is done: the tick, and the processes that extraction runs in."""

from caveat.jobs.local import InlineWorkers, ProcessWorkers
from caveat.jobs.schedule import cron_problem, next_firing, ticking

__all__ = ["InlineWorkers", "ProcessWorkers", "cron_problem", "next_firing", "ticking"]
