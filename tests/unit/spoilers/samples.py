"""Owns the story that the tests of detection are told about: of our own writing."""

from caveat.model import Article, Block, BlockKind, Hints

STORY = (
    "The harbour was quiet when the crew of Silver Reach came home, and nobody on the quay waved.",
    "In the third hour Silver Reach turns into a different drama, slower and far less polite.",
    "Afterwards we walked along the water and talked about the music.",
)


def block(text, kind=BlockKind.PARAGRAPH, **hints):
    return Block(kind=kind, text=text, html=f"<p>{text}</p>", hints=Hints(**hints))


def article(*blocks, title="A long night at the harbour", **fields):
    made = (one if isinstance(one, Block) else block(one) for one in blocks)
    return Article(title=title, language="en", blocks=tuple(made), **fields)
