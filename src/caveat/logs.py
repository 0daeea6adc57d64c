"""Owns the logs: one set-up at the start of the process; everything else binds fields to fixed words."""

import logging
import sys
from typing import Literal

import structlog

LogFormat = Literal["console", "json"]

announcer: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
    None, wrapper_class=structlog.make_filtering_bound_logger(logging.INFO)
)
"""A logger for what is said at any verbosity."""


def set_up(log_format: LogFormat, verbosity: int) -> None:
    """Logs to stderr. `verbosity`: -1 errors only, 0 warnings, 1 what happens."""
    level = {-1: logging.ERROR, 0: logging.WARNING}.get(verbosity, logging.INFO)
    if log_format == "json":
        renderer: structlog.typing.Processor = structlog.processors.JSONRenderer()
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=renderer, foreign_pre_chain=shared))
    logging.basicConfig(level=max(level, logging.WARNING), handlers=[handler], force=True)
    # It warns of every tick that comes while a pass is under way, which is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def is_json() -> bool:
    """Whether diagnostics are JSON objects, one a line."""
    return isinstance(structlog.get_config()["processors"][-1], structlog.processors.JSONRenderer)
