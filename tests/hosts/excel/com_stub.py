"""A stand-in for pywin32 and an Excel behind it, so that xlwings' own Windows engine runs here.

What is real is all of ``xlwings._xlwindows``; what is made up is the other end of COM: a small Excel that can refuse
calls as a busy one does (RPC_E_CALL_REJECTED).
"""

import ctypes
import datetime
import sys
import types
from contextlib import contextmanager
from unittest.mock import MagicMock

import pytest

_MODULES = (
    "pywintypes pythoncom win32api win32con win32event win32gui win32process win32timezone win32com win32com.client "
    "win32com.server win32com.server.dispatcher win32com.server.policy win32com.server.util"
).split()
REJECTED, EXCEPTION = -2147418111, -2147352567


class ComError(Exception):
    """``pywintypes.com_error``: hresult, text, details and argument."""

    @property
    def hresult(self):
        return self.args[0]


class Dispatch:
    """What pywin32 makes of a COM object; xlwings wraps each one that it is given."""


def _module(name):
    stub = types.ModuleType(name)
    stub.__file__ = name

    def other(member):
        if member.startswith("__"):
            raise AttributeError(member)
        return MagicMock(name=f"{name}.{member}")

    stub.__getattr__ = other
    return stub


@contextmanager
def pywin32():
    """The modules of pywin32 as far as xlwings needs them to be imported; gives ``{name: module}``."""
    stubs = {name: _module(name) for name in _MODULES}
    for name in _MODULES:
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(stubs[parent], child, stubs[name])
    stubs["pywintypes"].com_error = stubs["pywintypes"].error = stubs["pythoncom"].ole_error = ComError
    stubs["pywintypes"].TimeType = type("TimeType", (datetime.datetime,), {})
    stubs["pywintypes"].IID = str
    client = stubs["win32com.client"]
    client.Dispatch = lambda thing, **_: thing
    client.CoClassBaseClass, client.DispatchBaseClass = type("A", (), {}), type("B", (), {})
    client.CDispatch = Dispatch
    stubs["win32com.server.util"].unwrap = MagicMock(side_effect=ValueError("no Python object of ours"))
    with pytest.MonkeyPatch.context() as patch:
        for name, stub in stubs.items():
            patch.setitem(sys.modules, name, stub)
        for name in ("PyDLL", "windll", "oledll"):
            patch.setattr(ctypes, name, MagicMock(), raising=False)
        yield stubs


@contextmanager
def xlwindows():
    """``xlwings._xlwindows``, really imported."""
    import atexit

    import xlwings

    with pywin32():
        from xlwings import _xlwindows

        try:
            yield _xlwindows
        finally:
            atexit.unregister(_xlwindows.cleanup)
            for name in ("_xlwindows", "_win32patch"):
                sys.modules.pop(f"xlwings.{name}", None)
                if hasattr(xlwings, name):
                    delattr(xlwings, name)


class Com(Dispatch):
    """A COM object of the small Excel: members by name, functions among them get the object first.

    Each touch from outside may be refused; ``line.refuse`` says how often still.
    """

    def __init__(self, line, **members):
        object.__setattr__(self, "_line", line)
        object.__setattr__(self, "_members", members)

    def __getattr__(self, name):
        line, members = object.__getattribute__(self, "_line"), object.__getattribute__(self, "_members")
        if name == "_oleobj_":
            return MagicMock()
        line.touch(name)
        member = members[name]
        if not isinstance(member, types.FunctionType):
            return member

        def method(itself, *args, **named):
            line.touch(name)
            return member(*args, **named)

        return types.MethodType(method, self)

    def __setattr__(self, name, value):
        self._line.touch(name)
        self._members[name] = value

    def __call__(self, *args):
        self._line.touch("()")
        return self._members["item"](*args)

    def __iter__(self):
        return iter(self._members["all"]())


class Line:
    """The wire to the small Excel.

    Attributes:
        refuse: so many touches are refused from now on. touched: names, in order. refused: how many were.
    """

    def __init__(self):
        self.refuse, self.refused, self.touched = 0, 0, []

    def touch(self, name):
        if self.refuse > 0:
            self.refuse -= 1
            self.refused += 1
            raise ComError(REJECTED, "Call was rejected by callee.", None, None)
        self.touched.append(name)


def small_excel(line, answers):
    """An Application with one book ``Buku.xlsx`` of the sheets Beranda and PK.

    Args:
        line: the Line. answers: ``{macro: text}`` of what our VBA answers; every request is kept under ``asked``.
    """
    cells = Com(line, Formula=None, Address="$A$1")
    sheets = {
        name: Com(line, Name=name, Type=-4167, Range=lambda *a: cells, Activate=lambda: None, Delete=lambda: None)
        for name in ("Beranda", "PK")
    }
    worksheets = Com(line, item=sheets.__getitem__, all=lambda: list(sheets.values()), Count=2)
    book = Com(line, Name="Buku.xlsx", Worksheets=worksheets, Sheets=worksheets, ActiveSheet=sheets["PK"])
    books = Com(line, item={"Buku.xlsx": book}.__getitem__, all=lambda: [book], Count=1)
    asked = answers.setdefault("asked", [])

    def run(macro, *args):
        asked.append((macro.rpartition("!")[2], *args))
        return answers.get(asked[-1][0], "=")

    app = Com(
        line, Workbooks=books, Run=run, StatusBar=False, ScreenUpdating=True, EnableEvents=True, DisplayAlerts=True,
        Calculation=-4105, Hwnd=4711, Calculate=lambda: None, Version="16.0",
    )  # fmt: skip
    one = Com(line, Count=1)
    cells._members.update(
        Worksheet=sheets["PK"], Row=1, Column=1, Rows=one, Columns=one, Parent=sheets["PK"], item=lambda *a: cells
    )
    for part in (*sheets.values(), book, app):
        part._members.update(Application=app, Parent=book)
    return app
