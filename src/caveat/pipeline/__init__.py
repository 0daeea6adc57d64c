"""Owns the story of a pass: `update` reads sources into the store, `publish` renders feeds out of it.

Nothing is re-exported here: worker processes import `read` alone, and should not pay for the rest.
"""
