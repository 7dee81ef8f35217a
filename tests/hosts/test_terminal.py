"""What a person at a terminal meets: Indonesian in every corner of click, proposals, questions, colours, progress."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from lkjip_xl import invocation
from lkjip_xl.build.catalogue import CATALOGUE, compiled, read_po
from lkjip_xl.checks.finding import Finding
from lkjip_xl.hosts import cli
from lkjip_xl.hosts.answers import findings_table
from lkjip_xl.hosts.cli_language import quotes_hint
from lkjip_xl.hosts.progress import MANY, TerminalProgress, terminal_progress
from lkjip_xl.invocation import command, remember_invocation
from lkjip_xl.reports.names import find_reports, near_report

CATALOGUED = read_po(CATALOGUE.read_text(encoding="utf-8"))
# What only a programmer of the command line, or a shell, ever meets.
FOR_PROGRAMMERS = re.compile(
    r"defined twice|cannot use the same flag|Could not determine name|No options defined|exactly one parameter"
    r"|Unknown colou?r|Unknown standard stream|Choice\(|\{editor\}|Bash|shell completion|^d$|^Shell"
)


@pytest.fixture
def run(capsys):
    """Runs the command in this process; ``(exit code, stdout, stderr)``."""

    def call(*args):
        code = 0
        try:
            cli.main([str(a) for a in args])
        except SystemExit as end:
            code = end.code or 0
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


# --- click in Indonesian ---------------------------------------------------------------------------------------------
def messages_of_click():
    """Every text that click hands to gettext, from its source; of a plural the first form."""
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
                if isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value


def test_the_catalogue_has_every_message_of_click():
    known = {key.split("\0")[0] for key in CATALOGUED}
    messages = set(messages_of_click())
    missing = {m for m in messages - known if not FOR_PROGRAMMERS.search(m)}
    assert len(messages) > 60 and not missing


def test_the_shipped_catalogue_is_what_its_text_gives():
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(CATALOGUED)


def test_a_message_keeps_the_places_that_click_fills():
    for original, text in CATALOGUED.items():
        offered = set(re.findall(r"\{(\w+)", original)) | set(re.findall(r"%\((\w+)", original))
        assert set(re.findall(r"\{(\w+)", text)) | set(re.findall(r"%\((\w+)", text)) <= offered, original


def test_a_catalogue_with_a_slip_is_refused():
    with pytest.raises(ValueError, match="stands twice"):
        read_po('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')
    with pytest.raises(ValueError, match="not understood"):
        read_po("msgid a\n")


ENGLISH = re.compile(
    r"\b(Error|Usage|Options?|Commands?|Try|for help|Missing|No such|Did you mean|Invalid|value|is not|one of|requires?"
    r"|argument|unexpected|does not|default|required|Show|message|exit|Aborted)\b"
)
WRONG_USES = [
    ["hitun"], ["hitung"], ["hitung", "a.xlsx", "--cepat"], ["hitung", "a.xlsx", "--ke"], ["hitung", "a", "--json=1"],
    ["hitung", "a", "b", "c"], ["--cepat"], ["--version=1"], ["-x"], ["hitung", "a", "-x"], ["ekspor", "a.xlsx"],
    ["ekspor", "a", "--ke", "x", "--bentuk", "doc"], ["ekspor", "a", "--ke", "x", "--bentuk"],
    ["isi", "a", "--triwulan", "7"], ["isi", "a", "--triwulan", "dua"], ["isi", "a", "--bagian", "0"], ["isi", "a"],
    ["isi", "a", "--pagu", "lama"], ["buat"], ["buat", "a.xlsx", "--tahun", "25"], ["asal", "a.xlsx"], ["contoh"],
    ["pulihkan"], ["pulihkan", "a.xlsx", "dua"], ["tambah"], ["laporan"], ["pdf"], ["periksa"], ["perbarui"],
]  # fmt: skip


@pytest.mark.parametrize("args", WRONG_USES, ids=" ".join)
def test_no_english_of_click_reaches_the_user(run, args, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en_US:en")
    monkeypatch.setenv("LC_ALL", "C")
    code, out, err = run(*args)
    assert code == 2 and out == "" and err.strip()
    assert not ENGLISH.search(err), err


@pytest.mark.parametrize("args", [[], ["--help"], ["isi", "-h"], ["ekspor", "--help"], ["buat", "--help"]], ids=str)
def test_no_english_stands_in_a_page_of_help(run, args):
    code, out, err = run(*args)
    assert code == 0 and err == "" and "Pemakaian:" in out and "Pilihan:" in out
    assert not ENGLISH.search(out), out


def test_the_users_own_language_is_put_back(run, monkeypatch):
    import gettext

    monkeypatch.setenv("LANGUAGE", "fr")
    before = gettext.textdomain()
    run("hitun")
    assert os.environ["LANGUAGE"] == "fr" and gettext.textdomain() == before


def test_a_command_and_what_it_starts_see_the_users_own_language(run, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "lkjip_xl.flows.hitung.hitung_buku", lambda *_: seen.append(os.environ.get("LANGUAGE")) or 1 / 0
    )
    monkeypatch.setattr("lkjip_xl.hosts.crash_file.write_crash_file", lambda error: None)
    monkeypatch.delenv("LANGUAGE", raising=False)
    assert run("hitung", "a.xlsx")[0] == 4 and seen == [None]


def test_the_list_of_verbs_is_not_cut(run):
    _, out, _ = run("--help")
    flat = re.sub(r"\s+", " ", out)
    for name, each in cli.perintah.commands.items():
        assert name in flat and re.sub(r"\s+", " ", each.help.split("\n\n")[0]) in flat
    assert "..." not in flat.replace("PERINTAH ...", "")


def test_help_is_as_wide_as_the_terminal(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "130")
    _, out, _ = run("--help")
    assert max(map(len, out.splitlines())) > 100


# --- proposals -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "args, words",
    [
        (["lapor"], "Maksud Anda laporan?"),
        (["Periksa"], "Maksud Anda periksa?"),
        (["cek", "a.xlsx"], "Maksud Anda periksa?"),
        (["cetak", "a.xlsx"], "Maksud Anda pdf?"),
        (["buku.xlsx"], "Tulis perintahnya dulu, misalnya: lkjip-xl hitung buku.xlsx."),
        (["hitung", "a.xlsx", "--perbaik"], "Maksud Anda --perbaiki?"),
        (["laporan", "a.xlsx", "--hany", "x"], "Maksud Anda --hanya?"),
        (["buat", "a.xlsx", "--tahun", "25"], "empat angka, 2010 sampai 2100. Maksud Anda 2025?"),
        (["buat", "a.xlsx", "--tahun", "1990"], "'1990'; tulis tahun dengan empat angka, 2010 sampai 2100."),
        (["hitung", "Buku", "Dinas.xlsx"], 'diberi tanda kutip: "Buku Dinas.xlsx".'),
        (["buat", "a.xlsx", "--instansi", "Dinas", "Sosial"], "diberi tanda kutip"),
    ],
)
def test_wrong_names_get_a_proposal(run, args, words):
    code, _, err = run(*args)
    assert code == 2 and words in err


def test_a_far_name_gets_no_proposal(run):
    assert "Maksud Anda" not in run("xyzzy")[2]
    assert "Maksud Anda" not in run("hitung", "a.xlsx", "--zzz")[2]


def test_a_file_whose_name_was_split_by_the_shell_is_named_whole(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("Buku Dinas Kita.xlsx").write_text("x")
    code, _, err = run("tambah", "Buku", "Dinas", "Kita.xlsx", "spm")
    assert code == 2 and 'Nama yang memuat spasi diberi tanda kutip: "Buku Dinas Kita.xlsx".' in err
    assert quotes_hint(["hitung", "Buku"]) == ""


def test_reports_are_found_by_the_name_of_their_sheet(run, buku_contoh, tmp_path):
    target = tmp_path / "a.xlsx"
    code, out, _ = run("laporan", buku_contoh, "--ke", target, "--hanya", "Lap PK", "--hanya", "lap tw iv")
    assert code == 0 and "2 lembar laporan ditulis: Lap PK, Lap TW IV." in out
    code, _, err = run("laporan", buku_contoh, "--ke", target, "--hanya", "Lap Capain")
    assert code == 2 and "Laporan Lap Capain tidak ada di buku ini. Maksud Anda Lap Capaian?" in err


def test_pdf_refuses_a_report_that_the_book_has_not(run, buku_contoh, tmp_path):
    target = tmp_path / "a.xlsx"
    run("laporan", buku_contoh, "--ke", target, "--hanya", "Lap PK")
    code, _, err = run("pdf", target, "--hanya", "Lap PK", "--hanya", "Lap P", "--ke", tmp_path / "a.pdf")
    assert code == 3 and "Lap P. Maksud Anda Lap PK?" in err and not (tmp_path / "a.pdf").exists()


def test_what_all_reports_begin_with_makes_none_of_them_near():
    sheets = {"LAP-CAPAIAN": "Lap Capaian", "LAP-PK": "Lap PK"}
    assert near_report("Lap Capain", sheets) == near_report("capaan", sheets) == " Maksud Anda Lap Capaian?"
    assert near_report("LAP-APA", {"LAP-PK": "Lap PK"}) == ""


def test_a_series_of_reports_is_found_by_its_common_name():
    sheets = {"LAP-TW1": "Lap TW I", "LAP-TW2": "Lap TW II", "LAP-SASARAN-1": "Lap Sasaran 1", "LAP-SKALA": "Lap Skala"}
    assert find_reports(["lap sasaran"], sheets) == (["LAP-SASARAN-1"], [])
    assert find_reports(["LAP_TW", " Lap TW I"], sheets) == (["LAP-TW1", "LAP-TW2"], [])
    assert find_reports(["sasaran", "TW I"], sheets) == (["LAP-TW1", "LAP-SASARAN-1"], [])
    assert find_reports(["Lap S"], sheets) == ([], ["Lap S"])


def test_a_setting_that_is_misspelt_gets_a_proposal(run, buku_contoh, tmp_path):
    (tmp_path / "tbl_pengaturan.csv").write_text("Kunci,Nilai\ntriwulan_berjaln,4\n")
    code, _, err = run("isi", buku_contoh, "--dari", tmp_path, "--ke", tmp_path / "a.xlsx")
    assert code == 2 and "Maksud Anda triwulan_berjalan?" in err


def test_a_module_that_is_misspelt_gets_a_proposal(run, buku_contoh):
    code, _, err = run("tambah", buku_contoh, "rencana aks")
    assert code == 2 and "Maksud Anda rencana-aksi?" in err
    assert "Maksud Anda renstra-lengkap, yang memuat lembar Strategi?" in run("tambah", buku_contoh, "strategi")[2]
    assert "Maksud Anda" not in run("tambah", buku_contoh, "xyzzy")[2]


@pytest.mark.parametrize(
    "args, words",
    [
        (["asal", "BUKU", "Lap Capain!G7"], "Lembar Lap Capain tidak ada di buku ini. Maksud Anda Lap Capaian?"),
        (["asal", "BUKU", "Pengukurn!A6"], "Maksud Anda Pengukuran?"),
        (
            ["isi", "BUKU", "--lembar", "Angaran"],
            "Lembar Angaran tidak ada di buku ini, atau kosong. Maksud Anda Anggaran?",
        ),
        (["isi", "BUKU", "--dari", "x.csv", "--tabel", "anggran"], "tidak dikenal di sini. Maksud Anda Anggaran?"),
        (["isi", "BUKU", "--dari", "x.csv", "--kolom", "a=Pagu Awl"], "di buku ini. Maksud Anda Pagu Awal?"),
        (["isi", "BUKU", "--dari", "tables"], "tidak ada lembar untuk nama itu. Maksud Anda tbl_pk.csv (lembar PK)?"),
        (["isi", "BUKU", "--dari", "columns"], "kolom 'Targt' tidak ada di lembar PK. Maksud Anda Target?"),
    ],
    ids=lambda each: each if isinstance(each, str) else " ".join(each[:1]),
)
def test_a_sheet_table_or_column_that_is_misspelt_gets_a_proposal(run, buku_contoh, tmp_path, monkeypatch, args, words):
    monkeypatch.chdir(tmp_path)
    Path("x.csv").write_text("a;b\n1;2\n")
    for name, text in {"tables/tbl_pkk.csv": "Kode,Target\n", "columns/tbl_pk.csv": "Kode,Targt\n"}.items():
        Path(name).parent.mkdir()
        Path(name).write_text(text + "1.1.1,2\n")
    code, _, err = run(*[buku_contoh if each == "BUKU" else each for each in args])
    assert code == 2 and words in err


@pytest.mark.parametrize("table", ["tbl_skala", "tbl_layanan", "x", ""])
def test_a_table_that_no_file_is_understood_for_is_refused_and_crashes_nothing(run, buku_contoh, tmp_path, table):
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n")
    code, _, err = run("isi", buku_contoh, "--dari", path, "--tabel", table, "--pratinjau")
    assert code == 2 and "Yang ada: Anggaran, " in err and "Maksud Anda" not in err


@pytest.mark.parametrize("table", ["TBL_Anggaran", "tbl_tindak_lanjut", "Tindak Lanjut", "pengukuran"])
def test_a_table_may_be_named_in_any_case_and_be_one_of_an_export_only(run, buku_contoh, tmp_path, table):
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n")
    code, _, err = run("isi", buku_contoh, "--dari", path, "--tabel", table, "--pratinjau")
    assert code == 2 and "Tidak ada tabel yang dikenali di x.csv" in err


@pytest.mark.parametrize("text, hint", [("Kode;Nilai\n1;2\n", "perintah isi"), ("Catatan rapat\nbaris dua\n", "Pilih")])
def test_a_text_under_the_name_of_a_book_is_called_a_text(run, tmp_path, text, hint):
    path = tmp_path / "a.xlsx"
    path.write_text(text)
    code, _, err = run("hitung", path)
    assert code == 3 and "berisi teks biasa; namanya saja yang .xlsx" in err and hint in err and "CSV yang" not in err


def test_a_text_that_says_so_is_not_told_to_become_one(run, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Kode;Nilai\n1;2\n")
    code, _, err = run("hitung", path)
    assert code == 3 and f"{path} adalah teks, bukan buku kerja Excel. Bila isinya tabel, pakai perintah isi." in err


# --- the form that was run -------------------------------------------------------------------------------------------
@pytest.fixture
def forget():
    yield
    remember_invocation(None)


@pytest.mark.parametrize(
    "platform, found, prefix, form",
    [
        ("win32", {"py": "/w/py.exe"}, "/base", "py -m lkjip_xl"),
        ("win32", {"py": "/w/py.exe", "python": "/p/python"}, "/venv", "python -m lkjip_xl"),
        ("linux", {"python3": "/p/python"}, "/base", "python3 -m lkjip_xl"),
        ("linux", {}, "/base", "/p/python -m lkjip_xl"),
    ],
)
def test_advice_has_the_form_that_was_run(monkeypatch, forget, platform, found, prefix, form):
    monkeypatch.setattr("shutil.which", found.get)
    for name, value in {
        "platform": platform,
        "prefix": prefix,
        "base_prefix": "/base",
        "executable": "/p/python",
    }.items():
        monkeypatch.setattr(invocation.sys, name, value)
    remember_invocation("/x/lkjip_xl/__main__.py")
    assert command("hitung") == f"{form} hitung"


def test_a_script_that_is_on_the_path_is_called_by_its_name(monkeypatch, forget):
    monkeypatch.setattr("shutil.which", {"lkjip-xl": "/usr/bin/lkjip-xl"}.get)
    remember_invocation("/usr/bin/lkjip-xl")
    assert command() == "lkjip-xl"
    remember_invocation("/my tools/lkjip-xl")
    assert command("pdf") == '"/my tools/lkjip-xl" pdf'
    remember_invocation("/usr/bin/pytest")
    assert command("pdf") == "lkjip-xl pdf"


def test_the_module_advises_the_module(tmp_path):
    end = subprocess.run([sys.executable, "-m", "lkjip_xl", "hitun"], capture_output=True, text=True)
    assert end.returncode == 2 and "-m lkjip_xl --help'" in end.stderr and "'lkjip-xl" not in end.stderr


# --- questions, colours, progress ------------------------------------------------------------------------------------
def at_a_terminal(args, answers, folder, environment=()):
    """Run the command with a person's keyboard and screen; its exit code and what the screen showed."""
    import pty
    import threading

    keyboard, seat = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "lkjip_xl", *args], stdin=seat, stdout=seat, stderr=seat, cwd=folder,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120", "PYTHONPATH": str(Path(cli.__file__).parents[2]),
             **dict(environment)},
    )  # fmt: skip
    os.close(seat)
    shown = bytearray()

    def look():
        try:
            while data := os.read(keyboard, 4096):
                shown.extend(data)
        except OSError:  # the other end is closed
            pass

    reader = threading.Thread(target=look)
    reader.start()
    os.write(keyboard, "".join(f"{a}\n" for a in answers).encode())
    code = child.wait(60)
    reader.join(10)
    os.close(keyboard)
    return code, shown.decode()


needs_pty = pytest.mark.skipif(importlib.util.find_spec("pty") is None or sys.platform == "win32", reason="no pty")


@needs_pty
def test_buat_asks_for_what_is_missing_until_the_answer_serves(tmp_path):
    answers = ["Dinas Uji", "25", "2026", "2031-2035", "2025-2029", "buku"]
    code, shown = at_a_terminal(["buat"], answers, tmp_path)
    assert code == 0, shown
    assert "Nama lengkap instansi: " in shown and "Maksud Anda 2025?" in shown and "di luar Renstra" in shown
    assert "Periode Renstra [2025-2029]" in shown and "Error" not in shown
    assert (tmp_path / "buku.xlsx").exists()


@needs_pty
def test_buat_asks_only_for_what_was_not_typed(tmp_path):
    args = ["buat", "a.xlsx", "--tahun", "2026", "--renstra", "2025-2029"]
    code, shown = at_a_terminal(args, ["Dinas Uji"], tmp_path)
    assert code == 0 and shown.count("[") == 0 and (tmp_path / "a.xlsx").exists()


@needs_pty
def test_buat_for_a_program_never_asks_even_on_a_terminal(tmp_path):
    code, shown = at_a_terminal(["buat", "a.xlsx", "--json"], [], tmp_path)
    assert code == 2 and "Belum ditulis: --instansi, --tahun, --renstra." in shown


def test_buat_without_a_terminal_names_all_that_is_missing(run, monkeypatch):
    code, _, err = run("buat")
    assert code == 2 and "Belum ditulis: BUKU, --instansi, --tahun, --renstra." in err
    assert "Contoh: lkjip-xl buat buku-2025.xlsx" in err


def finding(weight):
    return Finding(kode="X-01", berat=weight, lembar="PK", sel="B6", uraian=f"Uraian {weight}.", perbaikan="Ubah.")


class Screen:
    """A terminal that keeps what is written."""

    encoding = "utf-8"

    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text
        return len(text)

    def flush(self):
        pass


@pytest.mark.parametrize("no_color", [None, "1"])
def test_weights_are_coloured_on_a_terminal_unless_the_user_says_no(monkeypatch, no_color):
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "120", "NO_COLOR": no_color}.items():
        monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
    findings_table([finding(weight) for weight in ("Info", "Salah", "Periksa")])
    colours = [
        bool(re.search(rf"\x1b\[[0-9;]*3[136]m{weight}", screen.text)) for weight in ("Salah", "Periksa", "Info")
    ]
    assert colours == [no_color is None] * 3
    assert screen.text.index("Salah") < screen.text.index("Periksa") < screen.text.index("Info")


def test_findings_for_a_file_have_no_colour_and_load_no_rich(capsys):
    findings_table([finding("Salah")])
    assert capsys.readouterr().out == "1 temuan\nSalah, PK B6: Uraian Salah. Ubah.\n"


def test_few_steps_are_a_line_and_many_are_a_bar(monkeypatch):
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    line = TerminalProgress()
    line(0, 3, "membaca buku")
    line(3, 3, "")
    assert "[0/3] membaca buku" in screen.text and screen.text.endswith("\r")
    screen.text = ""
    bar = TerminalProgress()
    bar(0, 1, "membaca buku")
    for done in range(MANY):
        bar(done, MANY, f"Lap {done}")
    bar.stop()
    assert "membaca buku\r" + " " * len("[0/1] membaca buku") in screen.text  # the line is gone before the bar comes
    assert f"9/{MANY}" in screen.text and "Lap 9" in screen.text and "\x1b[?25h" in screen.text  # the cursor is back


def test_progress_is_silent_where_nobody_looks(monkeypatch):
    assert terminal_progress(False) is None  # the tests' error stream is no terminal
    monkeypatch.setattr(sys, "stderr", Screen())
    assert terminal_progress(True) is None and terminal_progress(False) is not None


# --- start -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("args", [["--version"], ["--help"], ["laporan", "--help"], ["hitung"]], ids=" ".join)
def test_a_command_starts_without_what_it_does_not_need(args):
    code = (
        "import sys\nfrom lkjip_xl.hosts import cli\n"
        f"try: cli.main({args!r})\nexcept SystemExit: pass\n"
        "print('LOADED', *sorted(m for m in sys.modules if m.partition('.')[0] in "
        "('rich', 'openpyxl', 'pandas', 'xlwings', 'difflib', 'asyncio') or m.startswith(('importlib.metadata', "
        "'lkjip_xl.compute', 'lkjip_xl.rules', 'lkjip_xl.schema', 'lkjip_xl.flows'))))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1].split() == ["LOADED"]
