"""Owns the way from a page, a file or a piece of HTML to an article of typed blocks."""

from caveat.extract.frontmatter import front_matter_id, has_front_matter
from caveat.extract.letters import letter
from caveat.extract.page import article, fragment
from caveat.extract.text import text_article
from caveat.trees import decode

__all__ = ["article", "decode", "fragment", "front_matter_id", "has_front_matter", "letter", "text_article"]
