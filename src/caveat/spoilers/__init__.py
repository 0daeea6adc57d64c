"""Spoiler notices: where an article says of itself that it spoils, what, and for which of its lines."""

from caveat.spoilers.correction import as_found, correct, remembering
from caveat.spoilers.detection import detect
from caveat.spoilers.explanation import Mark, Marked, MarkKind, explain
from caveat.spoilers.notation import read_works
from caveat.spoilers.phrases import find_notices

__all__ = [
    "Mark",
    "MarkKind",
    "Marked",
    "as_found",
    "correct",
    "detect",
    "explain",
    "find_notices",
    "read_works",
    "remembering",
]
