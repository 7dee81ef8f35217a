"""Writes a compound file ([MS-CFB] version 3), the container of a VBA project, from storages and streams in memory.

Everything is laid out in one go: short streams in the mini stream, long ones in sectors of their own, then the mini
FAT, the directory and the FAT. No times and no random numbers, so the same tree gives the same bytes.
"""

import struct
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Tree: TypeAlias = "Mapping[str, bytes | Tree]"
"""Bytes of a stream, or the tree of a storage, by name."""

SECTOR = 512
_MINI_SECTOR = 64
_MINI_CUTOFF = 4096  # shorter streams go to the mini stream
_PER_SECTOR = SECTOR // 4  # sector numbers in a sector
_FREE, _END_OF_CHAIN, _FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NO_ENTRY = 0xFFFFFFFF
_HEADER_FAT = 109  # FAT sectors that the header has room for, as many as this writer can use
MAX_SIZE = _HEADER_FAT * _PER_SECTOR * SECTOR
_UNUSED, _STORAGE, _STREAM, _ROOT = 0, 1, 2, 5
_RED, _BLACK = 0, 1
_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")


class _Entry:
    """A directory entry, [MS-CFB] 2.6.1."""

    def __init__(self, name: str, kind: int, data: bytes = b"") -> None:
        self.name, self.kind, self.data = name, kind, data
        self.left = self.right = self.child = _NO_ENTRY
        self.color = _BLACK
        # Storages have no sectors and say 0; a stream without content ends at once.
        self.start = _END_OF_CHAIN if kind == _STREAM else 0
        self.size = len(data)

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        length = len(name) + 2 if name else 0
        tree = struct.pack("<HBBIII", length, self.kind, self.color, self.left, self.right, self.child)
        # CLSID, state bits, created and changed stay empty.
        return name.ljust(64, b"\0") + tree + bytes(16 + 4 + 8 + 8) + struct.pack("<IQ", self.start, self.size)


def compound_file(tree: Tree) -> bytes:
    """The bytes of a compound file.

    Args:
        tree: the root storage; names have at most 31 characters.

    Raises:
        ValueError: a name is too long, or the content is larger than about 6.8 MB.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    _add_children(entries, 0, tree)
    sectors = _Sectors()
    _place_streams(entries, sectors)
    directory = b"".join(entry.packed() for entry in entries)
    unused = _Entry("", _UNUSED).packed()
    directory += unused * (-len(entries) % (SECTOR // len(unused)))
    first_directory = sectors.add(directory)
    mini_fat = sectors.mini_fat
    fat = sectors.fat_sectors()
    header = _SIGNATURE + bytes(16)
    header += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)  # minor, major, byte order, sector and mini sector as 2**n
    header += struct.pack("<9I", 0, len(fat), first_directory, 0, _MINI_CUTOFF, *mini_fat, _END_OF_CHAIN, 0)
    header += struct.pack(f"<{_HEADER_FAT}I", *fat, *[_FREE] * (_HEADER_FAT - len(fat)))
    return header + b"".join(sectors.content)


def _add_children(entries: list[_Entry], parent: int, tree: Tree) -> None:
    numbers = []
    for name, content in tree.items():
        if not 0 < len(name.encode("utf-16-le")) <= 62:
            raise ValueError(f"{name!r}: a name in a compound file has 1 to 31 characters")
        number = len(entries)
        numbers.append(number)
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            entries.append(_Entry(name, _STORAGE))
            _add_children(entries, number, content)
    # Siblings are ordered by length, then by upper case ([MS-CFB] 2.6.4).
    numbers.sort(key=lambda number: (len(entries[number].name), entries[number].name.upper()))
    complete = (len(numbers) + 1).bit_length() - 1
    entries[parent].child = _balance(entries, numbers, 1, complete)


def _balance(entries: list[_Entry], numbers: Sequence[int], depth: int, complete: int) -> int:
    """Link siblings to a balanced tree and return its root.

    The levels that are complete are black and what hangs below them is red, which makes a valid red-black tree.
    """
    if not numbers:
        return _NO_ENTRY
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.color = _BLACK if depth <= complete else _RED
    entry.left = _balance(entries, numbers[:middle], depth + 1, complete)
    entry.right = _balance(entries, numbers[middle + 1 :], depth + 1, complete)
    return numbers[middle]


class _Sectors:
    """The sectors behind the header and the chain that each belongs to."""

    def __init__(self) -> None:
        self.content: list[bytes] = []
        self._fat: list[int] = []
        self.mini_fat = (_END_OF_CHAIN, 0)  # first sector and number of sectors

    def add(self, data: bytes) -> int:
        """Put bytes into a chain of new sectors and return the first."""
        first, count = len(self._fat), -(-len(data) // SECTOR)
        if not count:
            return _END_OF_CHAIN
        self.content += [data[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(data), SECTOR)]
        self._fat += _chain(first, count)
        return first

    def add_mini_fat(self, numbers: list[int]) -> None:
        count = -(-len(numbers) // _PER_SECTOR)
        full = numbers + [_FREE] * (count * _PER_SECTOR - len(numbers))
        self.mini_fat = self.add(struct.pack(f"<{len(full)}I", *full)), count

    def fat_sectors(self) -> list[int]:
        """Write the FAT, which counts its own sectors too; returns their numbers."""
        count = 1
        while count * _PER_SECTOR < len(self._fat) + count:
            count += 1
        if count > _HEADER_FAT:
            raise ValueError(f"the content is larger than {MAX_SIZE:,} bytes")
        first = len(self._fat)
        fat = self._fat + [_FAT_SECTOR] * count
        fat += [_FREE] * (count * _PER_SECTOR - len(fat))
        for at in range(0, len(fat), _PER_SECTOR):
            self.content.append(struct.pack(f"<{_PER_SECTOR}I", *fat[at : at + _PER_SECTOR]))
        return list(range(first, first + count))


def _chain(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), _END_OF_CHAIN]


def _place_streams(entries: list[_Entry], sectors: _Sectors) -> None:
    mini_stream, mini_fat = bytearray(), list[int]()
    for entry in entries:
        if entry.size >= _MINI_CUTOFF:
            entry.start = sectors.add(entry.data)
        elif entry.size:
            count = -(-entry.size // _MINI_SECTOR)
            entry.start = len(mini_fat)
            mini_fat += _chain(entry.start, count)
            mini_stream += entry.data.ljust(count * _MINI_SECTOR, b"\0")
    root = entries[0]
    root.size, root.start = len(mini_stream), sectors.add(bytes(mini_stream))
    sectors.add_mini_fat(mini_fat)
