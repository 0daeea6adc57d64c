"""Caveat reads articles, understands their spoiler notices, and publishes feeds that warn before they spoil.

The Python face: `extract`, `extract_text` and `find_notices` give `Article` and `Notice` values, `to_dict` makes JSON
of them; no network, no side effects.
"""

from caveat.api import extract, extract_text, find_notices, to_dict
from caveat.model import Article, Block, Notice, Work

__all__ = ["Article", "Block", "Notice", "Work", "extract", "extract_text", "find_notices", "to_dict"]
