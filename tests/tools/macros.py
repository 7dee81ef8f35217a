"""VBA under test: run in LibreOffice so that its mistakes are seen, and checked as text.

LibreOffice is silent about them: a mistake in the text of any module disables the whole project, and a macro that
stops half-way answers like one that ran to its end. So nothing is called directly: a guard in the open book runs the
macro and says what became of it. LibreOffice cannot compile xlwings' module; a stand-in takes its place, with the
dialogs, and one for the object that starts programs, which keeps what it is told to start. The file itself is not
touched; a copy saved as .xlsm holds guard and stand-in too.
"""

import re

from lkjip_xl.vba.sources import python_module

from .libreoffice import LibreOfficeError

GUARD_NAME, STAND_IN_NAME, DIALOG_NAME, STARTER_NAME = "UjiPenjaga", "xlwings", "UjiDialog", "UjiWsh"

GUARD = """Option Explicit
Private selesai As String
Public Function UjiJalankan(nama As String) As String
    On Error GoTo gagal
    Application.Run nama
    UjiJalankan = "OK"
    Exit Function
gagal:
    UjiJalankan = "ERR " & Err.Number & " " & Err.Description
End Function
Public Function UjiMulai() As String
    selesai = ""
    Err.Clear
    UjiMulai = "OK"
End Function
Public Sub UjiSampai(nama As String)
    selesai = nama
End Sub
Public Function UjiHasil(nama As String) As String
    UjiHasil = "ERR " & Err.Number & " " & Err.Description
    If selesai = nama Then UjiHasil = "OK"
End Function
"""

STAND_IN = """Option Explicit
Private perintah As String
Private folder As String
Private pesan As String
Private jawaban As String
Private jadwal As String
Private kode As Long
Private pembantu As String
Private tempat As String
Private setelan As String
Public Sub UjiJawab(semua As String)
    jawaban = semua
End Sub
Public Sub UjiAtur(apa As String, isi As String)
    Select Case apa
        Case "kode": kode = CLng(isi)
        Case "pembantu": pembantu = isi
        Case "tempat": tempat = isi
        Case "setelan": setelan = isi
    End Select
End Sub
Public Function UjiAmbil(apa As String) As String
    Select Case apa
        Case "perintah": UjiAmbil = perintah
        Case "folder": UjiAmbil = folder
        Case "jadwal": UjiAmbil = jadwal
        Case Else: UjiAmbil = pesan
    End Select
End Function
Private Function UjiJawaban(bila_habis As String) As String
    Dim batas As Long
    UjiJawaban = bila_habis
    If jawaban = "" Then Exit Function
    batas = InStr(2, jawaban & Chr(30), Chr(30))
    UjiJawaban = Mid(jawaban, 2, batas - 2)
    jawaban = Mid(jawaban, batas)
End Function
Public Function UjiWshBaru() As Object
    Set UjiWshBaru = New UjiWsh
End Function
Public Function UjiMulai2(cmd As String, di As String) As Long
    Dim nomor As Integer, baris As String
    perintah = perintah & Chr(30) & cmd
    folder = folder & Chr(30) & di
    If kode <> 0 Then
        ' A Python that was ended leaves Excel as it had set it.
        Application.ScreenUpdating = False
        Application.EnableEvents = False
        Application.DisplayAlerts = False
        Application.Calculation = -4135
        Application.StatusBar = "tertinggal"
        Application.Cursor = 2
    End If
    If kode < 0 Then Err.Raise 70, , "akses ditolak"
    UjiMulai2 = kode
    If pembantu = "" Then Exit Function
    nomor = FreeFile
    Open tempat & "/perintah" For Output As #nomor
    Print #nomor, cmd
    Close #nomor
    Shell pembantu, 0, tempat, True
    nomor = FreeFile
    Open tempat & "/kode" For Input As #nomor
    Line Input #nomor, baris
    Close #nomor
    UjiMulai2 = CLng(baris)
End Function
Public Sub UjiSkrip(berkas As String, nama As String, isi As String)
    perintah = perintah & Chr(30) & isi
    folder = folder & Chr(30) & berkas & "!" & nama
End Sub
Public Sub UjiJadwal(kapan, nama As String)
    jadwal = jadwal & Chr(30) & nama
End Sub
Public Function UjiTempat() As String
    UjiTempat = tempat
End Function
Public Function UjiSetelan() As String
    UjiSetelan = setelan
End Function
Public Function UjiKeadaan() As String
    UjiKeadaan = Application.ScreenUpdating & ";" & Application.EnableEvents & ";" & Application.DisplayAlerts & ";" & _
        Application.Calculation & ";" & Application.Cursor
End Function
Public Function UjiMsgBox(Prompt As String, Optional Buttons As Long = 0, Optional Title As String = "") As Long
    pesan = pesan & Chr(30) & Prompt
    UjiMsgBox = CLng(UjiJawaban("1"))
End Function
Public Function UjiInputBox(Prompt As String, Optional Title As String = "", Optional Default As String = "") As String
    pesan = pesan & Chr(30) & Prompt
    UjiInputBox = UjiJawaban(Default)
End Function
Public Function UjiBerkas(Optional a As String = "", Optional b As String = "", Optional c As Long = 1, _
        Optional d As String = "")
    UjiBerkas = UjiJawaban("")
    If UjiBerkas = "" Then UjiBerkas = False
End Function
Public Function UjiDialogBerkas(jenis As Long) As Object
    Set UjiDialogBerkas = New UjiDialog
End Function
"""
DIALOG = """Option Explicit
Public Title As String
Private dipilih As String
Public Function Show() As Long
    dipilih = UjiBerkas()
    If dipilih <> "" And dipilih <> "False" Then Show = -1
End Function
Public Function SelectedItems(nomor As Long) As String
    SelectedItems = dipilih
End Function
"""
STARTER = """Option Explicit
Public CurrentDirectory As String
Public Function Run(cmd As String, Optional gaya As Long = 1, Optional tunggu As Boolean = False) As Long
    Run = UjiMulai2(cmd, CurrentDirectory)
End Function
"""
SEPARATOR = "\x1e"

# Dialogs wait for nobody when there is no screen: MsgBox answers 0, InputBox "". These answer what the test says.
# What Windows has and this machine has not: the object that starts programs, its folders and how its paths look.
DIALOGS = (
    (re.compile(r'\bCreateObject\("WScript\.Shell"\)'), "UjiWshBaru()"),
    (re.compile(r"\bApplication\.OnTime\b"), "UjiJadwal"),
    (re.compile(r"\bApplication\.Hwnd\b"), "4711"),
    (re.compile(r"\bAppleScriptTask\b"), "UjiSkrip"),
    (re.compile(r'\bEnviron\("HOME"\)'), "UjiTempat()"),
    (re.compile(r'\bEnviron\("USERPROFILE"\) & "\\\.xlwings\\xlwings\.conf"'), "UjiSetelan()"),
    (re.compile(r'\bEnviron\("TEMP"\) & "\\'), 'UjiTempat() & "/'),
    (re.compile(r'"\[A-Za-z\]:\\\*"'), '"/*"'),
    (re.compile(r"\bApplication\.(?:GetSaveAsFilename|GetOpenFilename)\b", re.I), "UjiBerkas"),
    (re.compile(r"\bApplication\.FileDialog\b", re.I), "UjiDialogBerkas"),
    (re.compile(r"\b(?:Application\.)?InputBox\b", re.I), "UjiInputBox"),
    (re.compile(r"\bMsgBox\b", re.I), "UjiMsgBox"),
)


_OWN = (GUARD_NAME, STAND_IN_NAME, DIALOG_NAME, STARTER_NAME)


class MacroError(AssertionError):
    """A macro did not run to its end, or the project does not compile; the message says which."""


class Macros:
    """The VBA of an open book, ready to be run.

    Args:
        document: ``alat.libreoffice.Document`` of a book opened with ``macros=True``.
        interpreter: the Python that ``LkPython`` names; "" where pasang has not run.
        stand_in: put the stand-in for xlwings in, and let dialogs answer from ``answer``.
        mac: compile the branches of ``#If`` for the Mac; LibreOffice does not see ``#If`` at all.
        project: name of the VBA project; by default the book's only one.

    Raises:
        MacroError: no project, or more than one.
    """

    def __init__(self, document, interpreter="", stand_in=True, mac=False, project=None):
        projects = document.projects()
        if project is None and len(projects) != 1:
            raise MacroError(f"the book holds {len(projects)} VBA projects: {sorted(projects)}")
        self.document = document
        self.project = project or next(iter(projects))
        self.modules = [m for m in projects[self.project] if m not in _OWN]
        document.put_module(self.project, GUARD_NAME, GUARD)
        for name in self.modules:
            self._rewrite(name, DIALOGS if stand_in else (), mac)
        if stand_in:
            document.put_module(self.project, DIALOG_NAME, DIALOG, is_class=True)
            document.put_module(self.project, STARTER_NAME, STARTER, is_class=True)
            document.put_module(self.project, STAND_IN_NAME, STAND_IN)
            functions = "LkFungsi" in self.modules
            document.put_module(self.project, "LkPython", python_module(interpreter, functions))

    def _rewrite(self, name, changes, mac):
        before = self.document.module(self.project, name)
        after = preprocess(before, mac)
        for pattern, text in changes:
            after = pattern.sub(text, after)
        if after != before:
            self.document.put_module(self.project, name, after)

    def _call(self, module, name, *args):
        return self.document.run_macro(self.project, module, name, args)

    def check_compiles(self):
        """Raises MacroError when a mistake in some module keeps the whole project from running."""
        if self._call(GUARD_NAME, "UjiMulai") != "OK":
            raise MacroError(f"project {self.project} does not compile: a module has a mistake in its text")

    def run_guarded(self, macro):
        """ "OK", or "ERR number text" of what stopped the macro; raises MacroError when nothing can run."""
        self.check_compiles()
        return self._call(GUARD_NAME, "UjiJalankan", macro)

    def run(self, macro):
        """Run a macro without arguments to its end, or raise MacroError with what stopped it."""
        answer = self.run_guarded(macro)
        if answer != "OK":
            raise MacroError(f"{macro}: {answer}")

    def call(self, module, function, *args):
        """What a function answers; MacroError when the project does not compile. Its own errors stay silent."""
        self.check_compiles()
        return self._call(module, function, *args)

    def press(self, sheet, label):
        """Press a button of a sheet for real; returns the name of the macro that ran to its end.

        Raises:
            MacroError: no such button, it is bound to nothing or to a macro that is not there, the project does not
                compile, or the macro stopped on the way.
        """
        found = [b for b in self.document.buttons(sheet) if b["label"] == label]
        macro = found[0]["macro"] if len(found) == 1 else None
        if macro:
            module, _, name = macro.partition(".")
            self._mark_end(module, name)
        self.check_compiles()
        try:
            self.document.press(sheet, label)
        except LibreOfficeError as error:
            raise MacroError(str(error)) from None
        answer = self._call(GUARD_NAME, "UjiHasil", name)
        if answer != "OK":
            raise MacroError(f"{macro} stopped on the way: {answer}")
        return name

    def _mark_end(self, module, name):
        """Let a macro say that it reached its end: an error handled inside and one that stopped it look the same."""
        if module not in self.document.projects()[self.project]:
            return
        text = self.document.module(self.project, module)
        body = re.search(rf"^[ \t]*(?:Public )?Sub {name}\(.*?^[ \t]*End Sub", text, re.I | re.M | re.S)
        mark = f'UjiSampai "{name}"'
        if body and mark not in body[0]:
            new = re.sub(r"\bExit Sub\b", f"{mark}: Exit Sub", body[0], flags=re.I)
            new = re.sub(r"End Sub$", f"{mark}\nEnd Sub", new, flags=re.I)
            self.document.put_module(self.project, module, text[: body.start()] + new + text[body.end() :])

    # -- what the stand-in heard -----------------------------------------------------------------------------------
    def answer(self, *answers):
        """What the next dialogs answer: a number for MsgBox (1 OK, 6 Ya, 7 Tidak), a text for InputBox and a path for
        the file dialogs ("" is Cancel). After the last, MsgBox answers 1 and InputBox its own default."""
        self._call(STAND_IN_NAME, "UjiJawab", "".join(f"{SEPARATOR}{a}" for a in answers))

    def set(self, what, value):
        """``kode``: exit code of the programs that are started (below 0: they do not start); they leave Excel upset.
        ``pembantu``: a program that really runs them in the folder ``tempat``. ``setelan``: the user's xlwings.conf."""
        self._call(STAND_IN_NAME, "UjiAtur", what, str(value))

    @property
    def commands(self):
        """The programs that were started so far, as command lines."""
        return self._call(STAND_IN_NAME, "UjiAmbil", "perintah").split(SEPARATOR)[1:]

    @property
    def folders(self):
        """The folders in which they were started."""
        return self._call(STAND_IN_NAME, "UjiAmbil", "folder").split(SEPARATOR)[1:]

    @property
    def scheduled(self):
        """Macros that were to run later."""
        return self._call(STAND_IN_NAME, "UjiAmbil", "jadwal").split(SEPARATOR)[1:]

    @property
    def state(self):
        """Excel's state as a text: updating, events, alerts, calculation, cursor. LibreOffice has no text to ask of its
        status bar."""
        return self._call(STAND_IN_NAME, "UjiKeadaan")

    @property
    def messages(self):
        """Texts that MsgBox and InputBox showed so far."""
        return self._call(STAND_IN_NAME, "UjiAmbil", "pesan").split(SEPARATOR)[1:]


# --- VBA as text -----------------------------------------------------------------------------------------------------
def preprocess(text, mac=False):
    """The text that Excel compiles: ``#If`` branches of one system only, others and ``#Const`` blanked; line numbers
    stay. ``Mac`` is as given; ``VBA7`` and ``Win64`` hold, as in every Excel of today on its system."""
    constants = {"mac": mac, "vba7": True, "win64": not mac, "win32": not mac, "true": True, "false": False}
    out, taken = [], []  # taken: (this branch counts, some branch before counted)
    for line in re.sub(r"\r\n?", "\n", text).split("\n"):
        directive = re.match(r"\s*#(If|ElseIf|Else|End If|Const)\b(.*?)(?:Then)?\s*(?:'.*)?$", line, re.I)
        word = directive[1].lower() if directive else ""
        if word == "if":
            taken.append((bool(_value(directive[2], constants)),) * 2)
        elif word == "elseif":
            now = not taken[-1][1] and bool(_value(directive[2], constants))
            taken[-1] = (now, taken[-1][1] or now)
        elif word == "else":
            taken[-1] = (not taken[-1][1], True)
        elif word == "end if":
            taken.pop()
        elif word == "const":
            name, _, value = directive[2].partition("=")
            constants[name.strip().lower()] = _value(value, constants)
        out.append(line if not word and all(now for now, _ in taken) else "")
    return "\n".join(out)


def _value(expression, constants):
    """Value of a directive's expression: constants, texts and whole numbers with =, <>, And, Or, Not."""
    python = {"and": "and", "or": "or", "not": "not", "(": "(", ")": ")", "=": "==", "<>": "!="}
    terms = []
    for word in re.findall(r'"[^"]*"|\w+|[()=]|<>', expression):
        if word in python or word.lower() in python:
            terms.append(python[word.lower()])
        else:
            literal = word[1:-1] if word[0] == '"' else int(word) if word.isdigit() else constants.get(word.lower())
            terms.append(repr(literal))
    return eval(" ".join(terms), {"__builtins__": {}})


_MEMBER_ATTRIBUTE = re.compile(
    r"^[ \t]*Attribute (?!VB_(?:Name|Base|GlobalNameSpace|Creatable|PredeclaredId|Exposed) ).*", re.M
)


def syntax_errors(text, mac=False):
    """Mistakes in the text of a module as ``"line 3: ..."``; [] when it can be read. About 0.1 s for 100 lines.

    Directives are resolved for one system; attributes of members, which the grammar refuses, are left out.
    """
    from antlr4 import CommonTokenStream, InputStream
    from antlr4.error.ErrorListener import ErrorListener
    from antlr4_vba.vbaLexer import vbaLexer
    from antlr4_vba.vbaParser import vbaParser

    class Collect(ErrorListener):
        def syntaxError(self, recognizer, symbol, line, column, message, error):
            found.append(f"line {line - shift}: {message.partition(' expecting {')[0]}")

    found, shift = [], 0
    text = preprocess(text, mac)
    text = _MEMBER_ATTRIBUTE.sub("", text)
    if not text.startswith(("VERSION ", "Attribute VB_Name")):
        text, shift = 'Attribute VB_Name = "Modul"\n' + text, 1
    lexer = vbaLexer(InputStream(text.rstrip("\n") + "\n"))
    parser = vbaParser(CommonTokenStream(lexer))
    for part in (lexer, parser):
        part.removeErrorListeners()
        part.addErrorListener(Collect())
    parser.startRule()
    return found


_PROCEDURE = re.compile(
    r"^\s*(?:(?:Public|Private|Friend|Static)\s+)*(?:Declare\s+(?:PtrSafe\s+)?)?"
    r"(Sub|Function|Property\s+(?:Get|Let|Set))\s+(\w+)",
    re.I,
)
_WORDS = re.compile(
    r"""(?P<skip>"(?:[^"]|"")*"|[.!]\s*\w+|\#[^#\n]*\#|&[HO][0-9A-F]+&?|\w+\s*:=|\b\d[\w.]*[#!@&%]?)
    |(?P<word>[A-Za-z]\w*)""",
    re.I | re.X,
)
_DECLARES = re.compile(r"\b(?:Dim|ReDim|Static|Const|Private|Public|Global|WithEvents)\b", re.I)
# Words that need no declaration: the language, its functions, and Excel's global members that the product may use.
KNOWN = frozenset(
    """
applescripttask abs addressof alias and any array as asc ascw assert attribute base binary boolean byref byte byval call
case cbool
cbyte cdate cdbl choose chr chrw cint clng close compare const createobject cstr curdir currency cvar cverr date
datediff dateserial debug declare dim dir do doevents double each else elseif empty end enum
environ eof erase err error event
exit explicit false filecopy filelen fix for format freefile friend function get getattr getobject global goto hex if
iif implements in input inputbox instr instrrev int integer is isarray isdate isempty iserror ismissing isnumeric
isobject join kill lbound lcase left len let lib like line loc lof long longlong longptr loop lset ltrim mac me mid
mkdir mod module month msgbox new next not nothing now null object oct on open option optional or output paramarray
preserve print private property ptrsafe public put randomize redim rem replace resume return rgb right rnd round rset
rtrim select set sgn shell single space split sqr static step stop str strcomp string strreverse sub tab then timer
timeserial to trim true type typename typeof ubound ucase until val variant vartype wend while with withevents write
xor year
activecell activesheet activewindow activeworkbook application cells columns iribboncontrol iribbonui names range rows
selection sheets thisworkbook workbook workbooks worksheet worksheets
""".split()
)
_CONSTANT = re.compile(r"(?:vb|xl|mso)[A-Z]\w*$")


def _lines(text):
    """(number, line) of a module: continued lines joined, comments and attributes left out."""
    joined, start = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        line = re.sub(r"""^((?:[^"']|"(?:[^"]|"")*")*)'.*""", r"\1", line)
        line = re.sub(r"^\s*Rem\b.*", "", line, flags=re.I)
        start = start or number
        if re.search(r"\s_\s*$", line):
            joined += line.rstrip().rstrip("_")
            continue
        if (joined + line).strip() and not line.startswith("Attribute "):
            yield start, joined + line
        joined, start = "", 0


def procedures(text):
    """Names of the procedures in a module, in order."""
    return [m[2] for _, line in _lines(preprocess(text)) if (m := _PROCEDURE.match(line))]


def _declared(line):
    """Names that a line declares, whatever stands around them."""
    names = []
    procedure = _PROCEDURE.match(line)
    if procedure:
        names.append(procedure[2])
        inside = line[procedure.end() :]
        names += re.findall(r"(?:^|[(,])\s*(?:(?:Optional|ByVal|ByRef|ParamArray)\s+)*([A-Za-z]\w*)", inside, re.I)
    elif found := re.match(r"\s*(?:(?:Public|Private)\s+)?(?:Type|Enum|Event)\s+(\w+)", line, re.I):
        names.append(found[1])
    elif _DECLARES.match(line.lstrip()):
        rest = re.sub(r'"[^"]*"', '""', _DECLARES.sub(" ", line))
        while "(" in rest:
            rest, before = re.sub(r"\([^()]*\)", "", rest), rest
            if rest == before:
                break
        names += re.findall(r"(?:^|,)\s*(?:Preserve\s+)?([A-Za-z]\w*)", rest, re.I)
    if label := re.match(r"\s*([A-Za-z]\w*):(?!=)", line):
        names.append(label[1])
    return {name.lower() for name in names}


def undeclared(modules, mac=False):
    """Names that nothing declares, as ``"Module line 3: name"``: what VBA shows only when the line is run.

    A misspelt variable, a call of a procedure that is not there. Every module must have Option Explicit; a missing one
    is reported too. Members (``x.Name``) are not looked at.

    Args:
        modules: ``{name: text}`` of the whole project. mac: as Excel for Mac compiles it.
    """
    found = []
    public = {name.lower() for name in modules}
    texts = {name: preprocess(text, mac) for name, text in modules.items()}
    for text in texts.values():
        for _, line in _lines(text):
            if not re.match(r"\s*(?:Private|Dim)\b", line, re.I):
                if _PROCEDURE.match(line):
                    public.add(_PROCEDURE.match(line)[2].lower())
                elif re.match(r"\s*(?:Public|Global)\b", line, re.I):
                    public |= _declared(line)
    for name, text in texts.items():
        if not re.search(r"^\s*Option Explicit\b", text, re.I | re.M):
            found.append(f"{name}: Option Explicit is missing")
        blocks, members = [[]], False
        for number, line in _lines(text):
            if _PROCEDURE.match(line) and " declare " not in f" {line.lower()} ":
                blocks.append([])
            blocks[-1].append((number, line))
        module_names = set().union(*(_declared(line) for _, line in blocks[0]), public)
        module_names |= {n.lower() for n in procedures(text)}
        for block in blocks:
            own = set().union(*(_declared(line) for _, line in block)) | module_names
            for number, line in block:
                if re.match(r"\s*(?:(?:Public|Private)\s+)?(?:Type|Enum)\b", line, re.I):
                    members = True
                elif re.match(r"\s*End (?:Type|Enum)\b", line, re.I):
                    members = False
                if members or re.match(r"\s*Option\b", line, re.I):
                    continue
                for match in _WORDS.finditer(line):
                    word = match["word"]
                    if word and word.lower() not in own and word.lower() not in KNOWN and not _CONSTANT.match(word):
                        found.append(f"{name} line {number}: {word}")
    return list(dict.fromkeys(found))


def ribbon_callbacks(xml):
    """Names of the macros that a ribbon (customUI) calls."""
    return sorted(set(re.findall(r"""\s(?:on\w+|get\w+|loadImage)=["']([^"']+)["']""", xml)))


def missing_macros(modules, names):
    """Those of ``names`` (with or without ``Module.``) that no module of ``{name: text}`` has as a public procedure."""
    public = {
        f"{module}.{found[2]}".lower()
        for module, text in modules.items()
        for _, line in _lines(preprocess(text))
        if (found := _PROCEDURE.match(line)) and not re.match(r"\s*Private\b", line, re.I)
    }
    short = {name.partition(".")[2] for name in public}
    return [n for n in names if n.lower() not in public and n.lower() not in short]
