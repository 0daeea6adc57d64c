"""Spoiler notices: where an article says of itself that it spoils, what, and for which of its lines."""

from caveat.spoilers.detection import detect
from caveat.spoilers.explanation import Mark, Marked, MarkKind, explain
from caveat.spoilers.phrases import find_notices

__all__ = ["Mark", "MarkKind", "Marked", "detect", "explain", "find_notices"]
