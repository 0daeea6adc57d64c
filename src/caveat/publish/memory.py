"""Owns what need not be rendered twice: views of entries and their fragments of documents, kept within bounds."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from caveat.publish.disclosure import View
from caveat.publish.keys import Key


@dataclass(slots=True, kw_only=True)
class Memory:
    """Views and fragments by what they derive from; what was asked for last is kept. For one thread at a time."""

    room: int = 64_000_000
    """Bytes of fragments that are kept."""
    most_views: int = 500
    _views: OrderedDict[Key, View | None] = field(default_factory=OrderedDict)
    _fragments: OrderedDict[Key, bytes] = field(default_factory=OrderedDict)
    _size: int = 0

    def views(self, keys: Iterable[Key]) -> Mapping[Key, View | None]:
        """The views that are known of these; None is that of an entry which is not shown."""
        known = {key: self._views[key] for key in keys if key in self._views}
        for key in known:
            self._views.move_to_end(key)
        return known

    def keep_view(self, key: Key, view: View | None) -> None:
        """Keeps a view that it does not have yet."""
        self._views[key] = view
        if len(self._views) > self.most_views:
            self._views.popitem(last=False)

    def fragment(self, key: Key) -> bytes | None:
        """The bytes that were kept under this key."""
        if key in self._fragments:
            self._fragments.move_to_end(key)
        return self._fragments.get(key)

    def keep(self, key: Key, fragment: bytes) -> None:
        """Keeps a fragment that it does not have yet."""
        self._fragments[key] = fragment
        self._size += len(fragment)
        while self._size > self.room and len(self._fragments) > 1:
            _, oldest = self._fragments.popitem(last=False)
            self._size -= len(oldest)
