"""Owns serving what was published, over HTTP."""

from caveat.web.app import create_app

__all__ = ["create_app"]
