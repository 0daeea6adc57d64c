"""Owns serving what was published, over HTTP."""

from caveat.web.app import create_app
from caveat.web.desk import Desk, Library
from caveat.web.listening import address_of, listen
from caveat.web.server import GuestServer

__all__ = ["Desk", "GuestServer", "Library", "address_of", "create_app", "listen"]
