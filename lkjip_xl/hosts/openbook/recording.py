"""Every call of a host written down, and a host that answers from what was written down.

Uji Mandiri records itself inside the real Excel. A machine without Excel replays the recording in Excel's place, with
the answers and the files that Excel gave; a call that Excel was not asked then is a ``Deviation``.

The recording is JSON lines (compressed, xz). The first line says what was recorded; then each call is a line with the
host it was made on, its arguments and its result or error. Each file that a call read or wrote stands in lines before
it, a workbook as its parts, of which most are the same in every copy. Paths differ from run to run, so an argument that
is one stands there as its extension and its content.
"""

import base64
import hashlib
import io
import json
import lzma
import os
import zipfile
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from ...errors import UserError
from ...records import asdict
from .host import OpenBook

VERSION = 1
_UNORDERED = frozenset({"status"})
"""Shown to the user while working: recorded, but no replay waits for them."""


class Deviation(Exception):
    """The product asks something else than it asked when the recording was made."""


def is_path(value: Any) -> bool:
    """Whether an argument is a full path of Windows or of another system."""
    return isinstance(value, str) and (PureWindowsPath(value).is_absolute() or PurePosixPath(value).is_absolute())


class Recording:
    """Lines of a recording in the making; ``save`` writes them."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = [{"rekaman": VERSION}]
        self._files: set[str] = set()
        self._parts: set[str] = set()
        self._things: list[Any] = []
        self._hosts = 0

    def describe(self, facts: dict[str, str]) -> None:
        """Say in the first line what was recorded."""
        self.lines[0].update(facts)

    def new_host(self) -> int:
        self._hosts += 1
        return self._hosts - 1

    def file(self, path: str) -> str | None:
        """Digest of a file, whose content is kept once; None when there is none."""
        try:
            with open(path, "rb") as stream:
                data = stream.read()
        except OSError:
            return None
        digest = hashlib.sha256(data).hexdigest()
        if digest in self._files:
            return digest
        self._files.add(digest)
        if zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                parts = [[name, self._part(package.read(name))] for name in package.namelist()]
            self.lines.append({"berkas": digest, "bagian": parts})
        else:
            self.lines.append({"berkas": digest, "isi": self._part(data)})
        return digest

    def _part(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._parts:
            self._parts.add(digest)
            try:
                self.lines.append({"bagian": digest, "teks": data.decode("utf-8")})
            except UnicodeDecodeError:
                self.lines.append({"bagian": digest, "base64": base64.b64encode(data).decode("ascii")})
        return digest

    def encoded(self, value: Any) -> Any:
        """A value as JSON that ``Replay`` makes the same value of; a thing of the host's own is a number."""
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, OpenBook):
            return {"@buku": {k: self.encoded(v) for k, v in asdict(value).items()}}
        if isinstance(value, list | tuple):
            return {"@" + type(value).__name__: [self.encoded(x) for x in value]}
        if isinstance(value, dict):
            return {"@dict": [[self.encoded(k), self.encoded(v)] for k, v in value.items()]}
        for number, thing in enumerate(self._things):
            if thing is value:
                return {"@benda": number}
        self._things.append(value)
        return {"@benda": len(self._things) - 1}

    def save(self, path: str) -> None:
        """Write the recording; equal recordings give equal bytes."""
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in self.lines)
        with lzma.open(path, "wb") as stream:
            stream.write(text.encode("utf-8", "surrogatepass"))


class Recorder:
    """A host that writes down every call of the one that it holds.

    Args:
        host: the ``Host``. recording: where the lines go.
    """

    def __init__(self, host: Any, recording: Recording) -> None:
        self._host, self._recording = host, recording
        self._number = recording.new_host()

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._host, name)
        if not callable(member):
            return member

        def recorded(*args: Any, **named: Any) -> Any:
            return self._call(name, member, args, named)

        return recorded

    def _call(self, name: str, member: Any, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        recording = self._recording
        before = [recording.file(a) if is_path(a) else None for a in args]
        line: dict[str, Any] = {"host": self._number, "panggilan": name}
        try:
            answer = member(*args, **named)
        except Exception as error:
            kind = "OSError" if isinstance(error, OSError) else type(error).__name__
            line["galat"] = [kind, getattr(error, "kode", None), str(error)]
            raise
        else:
            if name == "open_book":
                answer = Recorder(answer, recording)
                line["hasil"] = {"@host": answer._number}
            else:
                line["hasil"] = recording.encoded(answer)
            return answer
        finally:
            shown = []
            for value, content in zip(args, before, strict=True):
                if is_path(value):
                    after = recording.file(value)
                    shown.append({"@jalur": os.path.splitext(value)[1], "masuk": content, "keluar": after})
                else:
                    shown.append(recording.encoded(value))
            line["argumen"] = shown
            line["bernama"] = {k: recording.encoded(v) for k, v in named.items()}
            recording.lines.append(line)


class _Tape:
    """The lines of a recording with the place up to which they were replayed."""

    def __init__(self, path: str) -> None:
        with lzma.open(path, "rt", encoding="utf-8", errors="surrogatepass", newline="") as stream:
            lines = [json.loads(line) for line in stream]
        if not lines or lines[0].get("rekaman") != VERSION:
            raise ValueError(f"{path} is no recording of version {VERSION}")
        self.facts: dict[str, str] = {k: v for k, v in lines[0].items() if k != "rekaman"}
        self._parts = {
            line["bagian"]: line["teks"].encode("utf-8") if "teks" in line else base64.b64decode(line["base64"])
            for line in lines[1:]
            if "bagian" in line and "berkas" not in line
        }
        self._files = {line["berkas"]: line for line in lines[1:] if "berkas" in line}
        self.calls = [c for c in lines[1:] if "panggilan" in c and c["panggilan"] not in _UNORDERED]
        self.at = 0
        self.things: dict[int, object] = {}

    def write(self, digest: str, path: str) -> None:
        """Put a recorded file where it is wanted now; a workbook has the parts of that time, not its bytes."""
        line = self._files[digest]
        if "isi" in line:
            with open(path, "wb") as stream:
                stream.write(self._parts[line["isi"]])
            return
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in line["bagian"]:
                package.writestr(name, self._parts[part])


class Replay:
    """A host that answers from a recording; the tests use it in Excel's place.

    Args:
        path: the recording.

    Attributes:
        facts: what the recording says of the machine that made it.
    """

    def __init__(self, path: str, _tape: _Tape | None = None, _number: int = 0) -> None:
        self._tape = _tape or _Tape(path)
        self._path, self._number = path, _number
        self.facts = self._tape.facts

    @property
    def left(self) -> int:
        """Calls that were recorded and not asked for yet."""
        return len(self._tape.calls) - self._tape.at

    def work_folder(self) -> None:
        """Files are written on this machine, whatever the other one said."""
        self._next("work_folder", (), {})

    def status(self, text: str | None) -> None:
        """Nothing is shown."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        def replayed(*args: Any, **named: Any) -> Any:
            return self._next(name, args, named)

        return replayed

    def _next(self, name: str, args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        tape = self._tape
        if tape.at >= len(tape.calls):
            if name == "open_book":  # the answers are shown when the recording is over
                return Replay(self._path, tape, -1)
            raise Deviation(f"rekaman sudah habis, tetapi masih diminta: {name}{args}")
        line = tape.calls[tape.at]
        asked = [self._number, name, [self._shown(a) for a in args], {k: self._shown(v) for k, v in named.items()}]
        then = [line["host"], line["panggilan"], [_without_content(a) for a in line["argumen"]], line["bernama"]]
        if asked != then:
            raise Deviation(f"panggilan {tape.at + 1}: dahulu {then}, kini {asked}")
        tape.at += 1
        for value, recorded in zip(args, line["argumen"], strict=True):
            if is_path(value):
                self._bring(name, value, recorded)
        if "galat" in line:
            kind, code, text = line["galat"]
            if kind == "UserError":
                raise UserError(text, code)
            raise (OSError if kind == "OSError" else RuntimeError)(text)
        return self._decoded(line["hasil"])

    def _bring(self, name: str, path: str, recorded: dict[str, Any]) -> None:
        """The files as they were: what the call wrote, and for a book that is opened the book of that time."""
        digest = recorded["keluar"] if recorded["keluar"] != recorded["masuk"] else None
        if name == "open_book":
            digest = recorded["masuk"]
        if digest is not None:
            self._tape.write(digest, path)

    def _shown(self, value: Any) -> Any:
        if is_path(value):
            return {"@jalur": os.path.splitext(value)[1]}
        if isinstance(value, list | tuple):
            return {"@" + type(value).__name__: [self._shown(x) for x in value]}
        if isinstance(value, dict):
            return {"@dict": [[self._shown(k), self._shown(v)] for k, v in value.items()]}
        for number, thing in self._tape.things.items():
            if thing is value:
                return {"@benda": number}
        return value

    def _decoded(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        ((kind, content),) = value.items()
        if kind == "@host":
            return Replay(self._path, self._tape, content)
        if kind == "@buku":
            return OpenBook(**{k: self._decoded(v) for k, v in content.items()})
        if kind == "@dict":
            return {self._decoded(k): self._decoded(v) for k, v in content}
        if kind == "@benda":
            return self._tape.things.setdefault(content, object())
        return (list if kind == "@list" else tuple)(self._decoded(x) for x in content)


def _without_content(value: Any) -> Any:
    return {"@jalur": value["@jalur"]} if isinstance(value, dict) and "@jalur" in value else value
