"""Owns getting what stands at an address or in a folder, politely, within limits, and from public networks only."""

from caveat.fetch.client import HttpFetcher
from caveat.fetch.files import InboxFile, list_files, move_done, read_file

__all__ = ["HttpFetcher", "InboxFile", "list_files", "move_done", "read_file"]
