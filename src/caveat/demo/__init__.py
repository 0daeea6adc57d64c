"""Owns the demonstration newsroom: a small site of our own writing for a first run without a network."""

from caveat.demo.newsroom import create_app, serve
from caveat.demo.stories import ORIGIN

__all__ = ["ORIGIN", "create_app", "serve"]
