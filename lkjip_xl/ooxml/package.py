"""A workbook file as an Open Packaging zip whose untouched members stay as they are, compressed bytes included.

The standard ``zipfile`` would inflate and deflate every member that is copied and costs about 10 ms to import, more
than the whole edit of a usual book. This reader knows only what a workbook file may hold (stored and deflated
members, sizes below 4 GiB) and refuses the rest with a message, which also closes the door on hostile archives.
"""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, BinaryIO

from ..errors import UserError
from .limits import MAX_MEMBERS, MAX_TOTAL, megabytes, thousands

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_STAMP = (0, 0x21)  # 1 January 1980, 00.00: the same input gives the same bytes
BEST, BRISK, QUICK = 9, 7, 6
"""How hard a part is deflated. The best takes twice as long for an eighth less, which a small part is worth where a
book is made; where it is brought up to date, time and again, half of that eighth is had for a sixth of the time. On
tables of texts that say the same over and over, as report sheets are, the best takes six times as long for nothing."""
_LARGE = 2_000_000
"""Bytes from which on a part is deflated quickly, whatever is asked."""


_PIECE = 1 << 20
_PACKED_PIECE = 1 << 14

# What a part is, in a user's words, by what its name holds.
_KINDS = (
    ("/media/", "gambar"), ("/charts/", "grafik"), ("/drawings/", "gambar atau bentuk"), ("/tables/", "tabel"),
    ("comments", "komentar"), ("sharedStrings", "teks sel"), ("styles.xml", "format sel"), ("vbaProject", "makro"),
    ("/theme/", "tema warna"), ("xl/workbook.xml", "daftar lembar"), ("docProps/", "sifat berkas"),
    ("/pivot", "tabel pivot"), ("/externalLinks/", "tautan ke buku lain"), ("/printerSettings/", "setelan pencetak"),
    ("customUI/", "tombol pita"),
)  # fmt: skip


class _Entry:
    """One member as the central directory tells it, and for a changed one its new compressed bytes."""

    __slots__ = (
        "raw_name", "name", "made_by", "flags", "method", "time", "date", "crc", "packed", "size",
        "extra", "comment", "internal", "external", "start", "data",
    )  # fmt: skip

    raw_name: bytes
    name: str
    made_by: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    extra: bytes
    comment: bytes
    internal: int
    external: int
    start: int | None
    data: bytes


class Package:
    """The members of a zip, by part name (case does not matter, ``\\`` counts as ``/``).

    Attributes:
        path: the file that it came from, for messages; None for bytes.
        comment: the archive's comment.
        duplicates: names that occur more than once; reading one gives the last.
        stat: ``(size, mtime_ns)`` of the file when it was read, to notice a change by somebody else.
        titles: names of sheets by part in lower case, as far as somebody has read them: messages name the sheet.
        kept: what others made of parts that are read time and again, by part in lower case; forgotten when the part
            changes.
        well_formed: parts, in lower case, that were found to be sound XML and have not changed since.
    """

    def __init__(
        self, data: bytes, path: str | os.PathLike[str] | None = None, stat: tuple[int, int] | None = None
    ) -> None:
        self.path = path
        self.stat = stat
        self.comment = b""
        self.duplicates: list[str] = []
        self.titles: dict[str, str] = {}
        self.kept: dict[str, Any] = {}
        self.well_formed: set[str] = set()
        self._data = data
        self._sound: set[_Entry] = set()
        self._entries: list[_Entry] = []
        self._index: dict[str, _Entry] = {}
        self._read_directory()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Package:
        """Read a zip; raises UserError (``rusak``, ``berbahaya``, ``terlalu_besar``) and OSError."""
        with open(path, "rb") as stream:
            info = os.fstat(stream.fileno())
            data = stream.read()
        return cls(data, path, (info.st_size, info.st_mtime_ns))

    # -- reading ----------------------------------------------------------------------------------------------

    @property
    def original(self) -> bytes:
        """The archive as it was read, whatever has been changed since."""
        return self._data

    @property
    def names(self) -> list[str]:
        """Part names in the order of the archive, without folder entries."""
        return [entry.name for entry in self._entries if not entry.name.endswith("/")]

    def find(self, name: str) -> str | None:
        """The part name as this archive spells it, or None."""
        entry = self._index.get(name.lower())
        return entry.name if entry else None

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._index

    def crc(self, name: str) -> int:
        """CRC-32 of the part's content, from the central directory."""
        return self._entry(name).crc

    def size(self, name: str) -> int:
        """Size in bytes of the part's content, from the central directory."""
        return self._entry(name).size

    def packed_size(self, name: str) -> int:
        """Size in bytes of the part as it is compressed in the archive."""
        return self._entry(name).packed

    def read(self, name: str) -> bytes:
        """Content of a part; damage raises UserError (``rusak``), a missing name KeyError."""
        entry = self._entry(name)
        if entry in self._sound and entry.method == zlib.DEFLATED:
            # Known to be whole and of this size, so that it can be inflated into just the room it needs.
            return zlib.decompress(self._packed(entry), -zlib.MAX_WBITS, entry.size or 1)
        content = self._inflate(entry, entry.size + 1)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise self._not_whole(entry)
        self._sound.add(entry)
        return content

    def chunks(self, name: str) -> Iterator[bytes]:
        """Content of a part in pieces of at most 1 MiB, for a look at a large one; damage raises as in ``read``."""
        entry = self._entry(name)
        if entry.flags & 1 or entry.method != zlib.DEFLATED:
            yield self.read(name)
            return
        size = crc = 0
        for piece in self._inflated(entry):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            yield piece
            if size > entry.size:
                break
        if size != entry.size or crc != entry.crc:
            raise self._not_whole(entry)
        self._sound.add(entry)

    def verify(self) -> None:
        """Make sure that every part of the file is whole, those that are only copied included.

        A part that was read already is known to be; the others are inflated piece by piece and their checksums
        compared. A second call costs nothing.

        Raises:
            UserError: ``rusak``, naming the part.
        """
        for entry in self._entries:
            if entry.start is not None and entry not in self._sound and not entry.name.endswith("/"):
                if self._index[entry.name.lower()] is entry:
                    for _ in self.chunks(entry.name):
                        pass

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a part, without inflating the rest."""
        return self._inflate(self._entry(name), length)[:length]

    def packed(self, name: str) -> bytes:
        """The part's bytes exactly as they are compressed in the archive."""
        return bytes(self._packed(self._entry(name)))

    # -- changing ---------------------------------------------------------------------------------------------

    def put(self, name: str, data: bytes, level: int = BEST) -> None:
        """Replace or add a part. Content equal to what is there leaves the compressed bytes alone.

        ``level``: see ``put_pieces``.
        """
        entry = self._index.get(name.lower())
        if entry is not None and entry.size == len(data) and entry.crc == zlib.crc32(data):
            if self._inflate(entry, entry.size + 1) == data:
                return
        self.put_pieces(name, (data,), level)

    def put_pieces(self, name: str, pieces: Iterable[bytes], level: int = BEST) -> None:
        """Replace or add a part whose content is too large to be held whole; it is deflated as it comes.

        ``level``: how hard it is deflated, unless it is large (``BEST``, ``BRISK``, ``QUICK``).
        """
        first, coming, room = [], iter(pieces), 0 if level == QUICK else _LARGE
        while room > 0 and (piece := next(coming, None)) is not None:
            first.append(piece)
            room -= len(piece)
        packer = zlib.compressobj(level if room > 0 else QUICK, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed, size, crc = [], 0, 0
        for piece in chain(first, coming):
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            packed.append(packer.compress(piece))
        packed.append(packer.flush())
        entry = self._index.get(name.lower())
        if entry is None:
            entry = _Entry()
            entry.name = name
            entry.raw_name = name.encode("utf-8")
            entry.extra = entry.comment = b""
            entry.made_by, entry.internal, entry.external = 20, 0, 0
            entry.flags = 0 if name.isascii() else 0x800
            self._entries.append(entry)
            self._index[name.lower()] = entry
        else:
            entry.flags &= 0x800
        self._sound.discard(entry)
        self._forget(name)
        entry.data = b"".join(packed)
        entry.method = zlib.DEFLATED
        entry.time, entry.date = _STAMP
        entry.crc, entry.size, entry.packed = crc, size, len(entry.data)
        entry.start = None

    def remove(self, name: str) -> None:
        """Take a part out; a missing name raises KeyError."""
        entry = self._entry(name)
        self._entries.remove(entry)
        self._forget(name)
        del self._index[name.lower()]

    def _forget(self, name: str) -> None:
        self.kept.pop(name.lower(), None)
        self.well_formed.discard(name.lower())

    def save(self, target: str | os.PathLike[str] | BinaryIO) -> None:
        """Write the archive to a path or to an open binary stream: same order, untouched members byte for byte.

        Raises:
            UserError: a part that would be copied is damaged (``verify``); nothing was written then.
        """
        self.verify()
        if not isinstance(target, (str, os.PathLike)):
            self._write(target)
            return
        with open(target, "wb") as stream:
            self._write(stream)

    # -- inside -----------------------------------------------------------------------------------------------

    def described(self, name: str) -> str:
        """The part in a user's words, as far as they are known: ``isi lembar Lap TW4 (bagian xl/...)``."""
        title = self.titles.get(name.lower())
        if title:
            return f"lembar {title} (bagian {name})"
        words = next((words for mark, words in _KINDS if mark in name), "")
        holder = self._sheet_with(name)
        where = f" pada lembar {holder}" if holder else ""
        return f"{words}{where} (bagian {name})" if words else f"bagian {name}{where}"

    def _sheet_with(self, name: str) -> str | None:
        """Title of the sheet whose relationships name the part, or None."""
        wanted = name.rpartition("/")[2].encode("utf-8")
        for part, title in self.titles.items():
            folder, _, own = part.rpartition("/")
            entry = self._index.get(f"{folder}/_rels/{own}.rels")
            if entry is None or entry.method != zlib.DEFLATED:
                continue
            try:  # not by _inflate: what is damaged may be this very part
                if wanted in zlib.decompressobj(-zlib.MAX_WBITS).decompress(self._packed(entry), _PIECE):
                    return title
            except zlib.error:
                continue
        return None

    def _damaged(self, detail: str, kode: str = "rusak") -> UserError:
        where = f"Berkas {self.path}" if self.path else "Berkas ini"
        if kode == "berbahaya":
            return UserError(f"{where} ditolak: {detail}. Jangan dibuka, dan tanyakan kepada pengirimnya.", kode)
        if kode == "terlalu_besar":
            return UserError(f"{where} terlalu besar: {detail}. Pindahkan sebagian isinya ke berkas lain.", kode)
        return UserError(
            f"{where} rusak: {detail}. Buka dan simpan ulang dengan Excel, atau minta salinan yang baru.", kode
        )

    def _not_whole(self, entry: _Entry) -> UserError:
        return self._damaged(f"isi {self.described(entry.name)} tidak utuh")

    def _entry(self, name: str) -> _Entry:
        try:
            return self._index[name.lower()]
        except KeyError:
            raise KeyError(name) from None

    def _packed(self, entry: _Entry) -> bytes | memoryview:
        if entry.start is None:
            return entry.data
        return memoryview(self._data)[entry.start : entry.start + entry.packed]

    def _inflate(self, entry: _Entry, limit: int) -> bytes:
        packed = self._packed(entry)
        if entry.flags & 1:
            raise self._damaged(f"isi {self.described(entry.name)} berkata sandi")
        if entry.method == 0:
            return bytes(packed[:limit])
        if entry.method != zlib.DEFLATED:
            raise self._damaged(f"isi {self.described(entry.name)} dimampatkan dengan cara yang tidak dikenal")
        try:
            return zlib.decompressobj(-15).decompress(packed, limit)
        except zlib.error:
            raise self._not_whole(entry) from None

    def _inflated(self, entry: _Entry) -> Iterator[bytes]:
        """What a deflated member holds, in pieces of at most 1 MiB; as far as it goes when it is cut off."""
        inflater, packed = zlib.decompressobj(-zlib.MAX_WBITS), memoryview(self._packed(entry))
        for at in range(0, len(packed), _PACKED_PIECE):
            rest: bytes | memoryview = packed[at : at + _PACKED_PIECE]
            while True:
                try:
                    piece = inflater.decompress(rest, _PIECE)
                except zlib.error:
                    raise self._not_whole(entry) from None
                if piece:
                    yield piece
                rest = inflater.unconsumed_tail
                if inflater.eof:
                    return
                if not rest and len(piece) < _PIECE:
                    break

    def _end_record(self) -> int:
        """Position of the end record; a comment (which may hold its signature) or stray bytes may follow it."""
        data = self._data
        found = None
        position = data.rfind(b"PK\5\6", max(0, len(data) - 65_557 - _END.size))
        while position >= 0:
            if position + _END.size <= len(data):
                comment = int.from_bytes(data[position + 20 : position + 22], "little")
                if position + _END.size + comment == len(data):
                    return position
                found = position if found is None else found
            position = data.rfind(b"PK\5\6", 0, position)
        if found is None:
            raise self._damaged("isinya terpotong, mungkin pengiriman atau pengunduhannya belum selesai")
        return found

    def _read_directory(self) -> None:
        data = self._data
        end = self._end_record()
        _, disk, _, _, count, length, offset, comment = _END.unpack_from(data, end)
        self.comment = data[end + _END.size : end + _END.size + comment]
        stop = end
        if end >= _LOCATOR64.size and data[end - _LOCATOR64.size : end - _LOCATOR64.size + 4] == b"PK\6\7":
            where = _LOCATOR64.unpack_from(data, end - _LOCATOR64.size)[2]
            if data[where : where + 4] != b"PK\6\6":  # bytes stand before the archive
                where = data.rfind(b"PK\6\6", 0, end)
            if where < 0 or where + _END64.size > len(data):
                raise self._damaged("daftar isinya tidak terbaca")
            _, _, _, _, disk, _, _, count, length, offset = _END64.unpack_from(data, where)
            stop = where
        if disk not in (0, 0xFFFF) or length > stop:
            raise self._damaged("daftar isinya tidak terbaca")
        if count > MAX_MEMBERS:
            raise self._damaged(
                f"di dalamnya ada {thousands(count)} bagian, padahal batasnya {thousands(MAX_MEMBERS)}", "terlalu_besar"
            )
        shift = stop - length - offset  # what stands before the archive, such as a byte order mark
        if shift < 0:
            raise self._damaged("isinya terpotong, mungkin pengiriman atau pengunduhannya belum selesai")
        self._read_entries(stop - length, stop, count, shift)

    def _read_entries(self, position: int, stop: int, count: int, shift: int) -> None:
        data = self._data
        first_of_directory = position
        total = 0
        for _ in range(count):
            if position + _CENTRAL.size > stop or data[position : position + 4] != b"PK\1\2":
                raise self._damaged("daftar isinya tidak terbaca")
            entry = _Entry()
            (
                _, entry.made_by, _, entry.flags, entry.method, entry.time, entry.date, entry.crc, entry.packed,
                entry.size, name_length, extra_length, comment_length, _, entry.internal, entry.external, offset,
            ) = _CENTRAL.unpack_from(data, position)  # fmt: skip
            position += _CENTRAL.size
            entry.raw_name = data[position : position + name_length]
            position += name_length
            extra = data[position : position + extra_length]
            position += extra_length
            entry.comment = data[position : position + comment_length]
            position += comment_length
            try:
                entry.name = entry.raw_name.decode("utf-8" if entry.flags & 0x800 else "cp437").replace("\\", "/")
            except UnicodeDecodeError:
                raise self._damaged("nama bagian di dalamnya tidak terbaca") from None
            entry.extra, offset = self._extra(entry, extra, offset)
            entry.data = b""
            entry.start = self._content_start(entry, offset + shift, first_of_directory)
            total += entry.size
            self._add(entry)
        if total > MAX_TOTAL:
            raise self._damaged(
                f"isinya mengembang menjadi {megabytes(total)}, padahal batasnya {megabytes(MAX_TOTAL)}", "berbahaya"
            )
        self._refuse_overlap()

    def _extra(self, entry: _Entry, extra: bytes, offset: int) -> tuple[bytes, int]:
        """Take the zip64 field apart; return the other extra fields and the true offset."""
        rest, position = b"", 0
        while position + 4 <= len(extra):
            kind, length = struct.unpack_from("<2H", extra, position)
            field = extra[position + 4 : position + 4 + length]
            if kind != 1:
                rest += extra[position : position + 4 + length]
            else:
                numbers = [struct.unpack_from("<Q", field, at)[0] for at in range(0, len(field) - 7, 8)]
                try:
                    if entry.size == 0xFFFFFFFF:
                        entry.size = numbers.pop(0)
                    if entry.packed == 0xFFFFFFFF:
                        entry.packed = numbers.pop(0)
                    if offset == 0xFFFFFFFF:
                        offset = numbers.pop(0)
                except IndexError:
                    raise self._damaged("daftar isinya tidak terbaca") from None
            position += 4 + length
        return rest, offset

    def _content_start(self, entry: _Entry, offset: int, limit: int) -> int:
        """Where the compressed bytes begin; the local header must agree with the directory."""
        data = self._data
        if offset + _LOCAL.size > limit or data[offset : offset + 4] != b"PK\3\4":
            raise self._damaged(f"bagian {entry.name} di dalamnya tidak ditemukan")
        name_length, extra_length = struct.unpack_from("<2H", data, offset + 26)
        name_at = offset + _LOCAL.size
        start: int = name_at + name_length + extra_length
        if data[name_at : name_at + name_length] != entry.raw_name or start + entry.packed > limit:
            raise self._not_whole(entry)
        return start

    def _add(self, entry: _Entry) -> None:
        self._entries.append(entry)
        key = entry.name.lower()
        if key in self._index:
            self.duplicates.append(entry.name)
        self._index[key] = entry

    def _refuse_overlap(self) -> None:
        """Members that share bytes are how small files unpack to huge ones."""
        reached = 0
        for start, packed in sorted((entry.start or 0, entry.packed) for entry in self._entries):
            if start < reached:
                raise self._damaged("bagian-bagian di dalamnya saling menumpang", "berbahaya")
            reached = start + packed

    def _write(self, stream: BinaryIO) -> None:
        directory = []
        position = 0
        for entry in self._entries:
            # Bit 3 (sizes after the data) goes: the sizes are known and stand in the header.
            flags = entry.flags & ~8
            header = _LOCAL.pack(
                b"PK\3\4", 20, flags, entry.method, entry.time, entry.date, entry.crc, entry.packed, entry.size,
                len(entry.raw_name), 0,
            )  # fmt: skip
            stream.write(header + entry.raw_name)
            stream.write(self._packed(entry))
            directory.append(
                _CENTRAL.pack(
                    b"PK\1\2",
                    entry.made_by,
                    20,
                    flags,
                    entry.method,
                    entry.time,
                    entry.date,
                    entry.crc,
                    entry.packed,
                    entry.size,
                    len(entry.raw_name),
                    len(entry.extra),
                    len(entry.comment),
                    0,
                    entry.internal,
                    entry.external,
                    position,
                )  # fmt: skip
                + entry.raw_name
                + entry.extra
                + entry.comment
            )
            position += len(header) + len(entry.raw_name) + entry.packed
        listing = b"".join(directory)
        if position + len(listing) >= 0xFFFFFFFF or len(directory) >= 0xFFFF:
            raise self._damaged("ukurannya melebihi 4 GB", "terlalu_besar")
        stream.write(listing)
        stream.write(
            _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listing), position, len(self.comment))
            + self.comment
        )
