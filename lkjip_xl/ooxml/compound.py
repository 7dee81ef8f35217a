"""Reads a compound file ([MS-CFB]), the container of Outlook's messages and of encrypted books: streams by their path.

Sizes and chains are checked against what the file holds, so that a damaged or hostile one ends in a ValueError and
never in a loop or in more memory than the file has bytes.
"""

import struct
from array import array
from collections.abc import Iterator
from typing import NamedTuple

_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are marks, not sectors
_NO_ENTRY = 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_HEADER_FAT = 109  # FAT sectors that the header itself names
_MOST_ENTRIES = 20_000


class _Entry(NamedTuple):
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """A compound file in memory.

    Raises:
        ValueError: it is none, or it is damaged.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or data[:8] != _SIGNATURE:
            raise ValueError("not a compound file")
        major, _, shift, mini_shift = struct.unpack_from("<4H", data, 26)
        if (major, shift) not in ((3, 9), (4, 12)) or mini_shift != 6:
            raise ValueError("sectors of an unknown size")
        self._data, self._size = data, 1 << shift
        _, fat_count, directory, _, self._cutoff, mini_fat, _, more, more_count = struct.unpack_from("<9I", data, 40)
        self._fat = self._numbers(self._fat_sectors(fat_count, more, more_count))
        self._entries = self._directory(directory)
        self._mini_fat = self._numbers(self._chain(mini_fat, self._fat))
        root = self._entries[0] if self._entries else None
        if root is None or root.kind != _ROOT:
            raise ValueError("no root")
        self._mini_stream = self._long(root.start, root.size)

    def streams(self) -> Iterator[tuple[tuple[str, ...], "_Entry"]]:
        """``(path, entry)`` of every stream, storages in no order; ``read`` gives its content."""
        seen: set[int] = set()
        waiting: list[tuple[tuple[str, ...], int]] = [((), self._entries[0].child)]
        while waiting:
            path, number = waiting.pop()
            if number == _NO_ENTRY:
                continue
            if number >= len(self._entries) or number in seen:
                raise ValueError("a directory that leads astray")
            seen.add(number)
            entry = self._entries[number]
            waiting += [(path, entry.left), (path, entry.right)]
            if entry.kind == _STREAM:
                yield (*path, entry.name), entry
            elif entry.kind == _STORAGE:
                waiting.append(((*path, entry.name), entry.child))

    def read(self, entry: "_Entry") -> bytes:
        """The content of a stream.

        Raises:
            ValueError: it is not all there.
        """
        if entry.size >= self._cutoff:
            return self._long(entry.start, entry.size)
        mini = self._mini_stream
        pieces = [mini[64 * number : 64 * number + 64] for number in self._chain(entry.start, self._mini_fat)]
        return _whole(b"".join(pieces), entry.size)

    def _long(self, start: int, size: int) -> bytes:
        return _whole(b"".join(map(self._sector, self._chain(start, self._fat))), size)

    def _sector(self, number: int) -> bytes:
        found = self._data[(number + 1) * self._size : (number + 2) * self._size]
        if not found:
            raise ValueError("a sector that is not there")
        return found

    def _chain(self, start: int, table: "array[int]") -> list[int]:
        chain: list[int] = []
        number = start
        while number < _LAST_SECTOR:
            if number >= len(table) or len(chain) > len(table):
                raise ValueError("a chain that does not end")
            chain.append(number)
            number = table[number]
        return chain

    def _fat_sectors(self, count: int, more: int, more_count: int) -> list[int]:
        named = [*struct.unpack_from(f"<{_HEADER_FAT}I", self._data, 76)]
        per_sector = self._size // 4
        for _ in range(min(more_count, len(self._data) // self._size)):
            numbers = struct.unpack(f"<{per_sector}I", _whole(self._sector(more), self._size))
            named += numbers[:-1]
            more = numbers[-1]
            if more >= _LAST_SECTOR:
                break
        return [number for number in named[:count] if number < _LAST_SECTOR]

    def _numbers(self, sectors: list[int]) -> "array[int]":
        found = array("I")
        for number in sectors:
            found.extend(struct.unpack(f"<{self._size // 4}I", _whole(self._sector(number), self._size)))
        return found

    def _directory(self, start: int) -> list[_Entry]:
        content = b"".join(map(self._sector, self._chain(start, self._fat)))
        if len(content) > _MOST_ENTRIES * 128:
            raise ValueError("more entries than any message has")
        found = []
        for at in range(0, len(content) - 127, 128):
            length, kind, _, left, right, child = struct.unpack_from("<HBBIII", content, at + 64)
            name = content[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<IQ", content, at + 116)
            found.append(_Entry(name, kind, left, right, child, start, size & 0xFFFFFFFF))
        return found


def _whole(data: bytes, size: int) -> bytes:
    if len(data) < size:
        raise ValueError("a stream that is cut short")
    return data[:size]
