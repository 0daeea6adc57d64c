"""Owns the ping: word to a WebSub hub that a topic has changed, which is kept until it has arrived."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """A hub that is still to be told of a changed document."""

    hub: str
    """Address of the hub."""
    topic: str
    """Address of the document, as its `rel="self"` has it."""
    due: datetime
    """UTC. Not to be sent before."""
    tries: int = 0
    """How often it was sent in vain since the document changed last."""
