"""Owns the story of a pass: `Updater` reads sources into the store, `Publisher` renders feeds out of it."""

from caveat.pipeline.decide import is_due
from caveat.pipeline.publish import Publisher
from caveat.pipeline.read import ReadRules, read_article
from caveat.pipeline.update import Progress, Updater

__all__ = ["Progress", "Publisher", "ReadRules", "Updater", "is_due", "read_article"]
