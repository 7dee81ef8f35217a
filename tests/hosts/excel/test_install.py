"""pasang and lepas on a Windows and a Mac made of folders: what is written, what is left alone, what is given back."""

import importlib.util
import json
import os
import re
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from oletools.olevba import VBA_Parser

from lkjip_xl.errors import UserError
from lkjip_xl.hosts import cli
from lkjip_xl.hosts.excel import xlwings_conf as conf
from lkjip_xl.hosts.excel.install import lepas, pasang, periksa
from lkjip_xl.hosts.excel.machine import Machine, Python, ask_python
from lkjip_xl.ooxml import safe_write
from lkjip_xl.records import replace

XLWINGS = version("xlwings")
FOLDER_XLWINGS = os.path.dirname(importlib.util.find_spec("xlwings").origin)
SKRIP = f"xlwings-{XLWINGS}.applescript"
JAWABAN = Python("3.12.4", 64, "C:/Python312", True, True, XLWINGS, FOLDER_XLWINGS)


@pytest.fixture(autouse=True)
def bangunan(monkeypatch):
    """A stand-in for the add-in's builder that shows its interpreter; its ``versi`` can be changed."""
    from lkjip_xl.vba import addin

    keadaan = {"versi": 1}

    def build_addin(interpreter=""):
        return json.dumps([keadaan["versi"], interpreter], ensure_ascii=False).encode()

    monkeypatch.setattr(addin, "build_addin", build_addin)
    return keadaan


def _berkas(path, isi=b""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(isi)
    return path


@pytest.fixture
def windows(tmp_path):
    """A Windows account with a space and an accent in its name and a venv with both DLLs."""
    rumah = tmp_path / "Users" / "Nur Aïni"
    python = _berkas(rumah / "lkjip" / ".venv" / "Scripts" / "python.exe")
    for bit in (32, 64):
        _berkas(rumah / "lkjip" / ".venv" / f"xlwings{bit}-{XLWINGS}.dll")
    lingkungan = {"USERPROFILE": str(rumah), "APPDATA": str(rumah / "AppData" / "Roaming"),
                  "LOCALAPPDATA": str(rumah / "AppData" / "Local")}  # fmt: skip
    return Machine("win32", rumah, lingkungan, str(python), "cp1252", lambda jalur: JAWABAN)


@pytest.fixture
def mac(tmp_path):
    """A Mac on which Excel was opened before."""
    rumah = tmp_path / "Users" / "nuraini"
    python = _berkas(rumah / "lkjip" / ".venv" / "bin" / "python3")
    (rumah / "Library" / "Containers" / "com.microsoft.Excel" / "Data").mkdir(parents=True)
    return Machine("darwin", rumah, {}, str(python), "ascii", lambda jalur: replace(JAWABAN, pywin32=False))


@pytest.fixture(params=["windows", "mac"])
def sistem(request):
    return request.getfixturevalue(request.param)


def potret(folder):
    """Every file and folder below, with the bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def kode(laporan, berat="peringatan"):
    return [k for b, k, _ in laporan.notes if b == berat]


def addin(sistem):
    return sistem.start_folder / "lkjip_xl.xlam"


# -- where things go -------------------------------------------------------------------------------------------


def test_windows_folders_and_settings(windows):
    laporan = pasang(windows)
    rumah = windows.home
    terpasang = rumah / "AppData/Roaming/Microsoft/Excel/XLSTART/lkjip_xl.xlam"
    assert json.loads(terpasang.read_bytes()) == [1, windows.python]
    tulisan = (rumah / ".xlwings/xlwings.conf").read_bytes()
    assert tulisan == f'"INTERPRETER_WIN","{windows.python}"\r\n'.encode("cp1252") and b"Nur A\xefni" in tulisan
    assert laporan.is_good and kode(laporan) == [] and laporan.facts["setelan"]["keadaan"] == "ditulis"
    assert "dipasang" in laporan.text() and "tab LKjIP" in laporan.text() and "Uji Mandiri" in laporan.text()
    assert not list(rumah.rglob("*.tmp")) and os.listdir(terpasang.parent) == ["lkjip_xl.xlam"]


def test_mac_folders_settings_and_script(mac):
    laporan = pasang(mac)
    pustaka = mac.home / "Library"
    grup = pustaka / "Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
    assert json.loads((grup / "lkjip_xl.xlam").read_bytes()) == [1, mac.python]
    tulisan = (pustaka / "Containers/com.microsoft.Excel/Data/xlwings.conf").read_text()
    assert tulisan == f'"INTERPRETER_MAC","{mac.python}"\n'
    skrip = pustaka / "Application Scripts/com.microsoft.Excel" / SKRIP
    assert skrip.read_bytes() == (Path(FOLDER_XLWINGS) / SKRIP).read_bytes()
    assert laporan.is_good and kode(laporan) == []


def test_windows_without_variables_falls_back_to_the_home(windows):
    polos = replace(windows, environment={})
    assert polos.start_folder == windows.start_folder and polos.config == windows.config
    assert polos.record == windows.record


def test_this_machine_is_described_by_itself():
    sistem = Machine.this_machine()
    assert (sistem.platform, sistem.python, sistem.home) == (sys.platform, sys.executable, Path.home())


# -- twice, back again -----------------------------------------------------------------------------------------


def test_twice_is_harmless_and_says_so(sistem):
    pasang(sistem)
    sebelum = potret(sistem.home)
    laporan = pasang(sistem)
    assert potret(sistem.home) == sebelum
    assert "sudah terpasang, diperbarui" in laporan.text() and laporan.facts["diperbarui"]
    assert laporan.facts["setelan"]["keadaan"] == "sama"


def test_lepas_leaves_no_file_behind(sistem):
    awal = {nama for nama, isi in potret(sistem.home).items() if isi is not None}
    pasang(sistem)
    pasang(sistem)
    laporan = lepas(sistem)
    sisa = potret(sistem.home)
    assert {nama for nama, isi in sisa.items() if isi is not None} == awal
    assert ".xlwings" not in sisa and laporan.facts["dihapus"] == [str(addin(sistem))]
    assert "tidak terpasang" in lepas(sistem).text()


def test_lepas_without_pasang_finds_nothing_and_changes_nothing(sistem):
    _berkas(sistem.config, f'"{sistem.key}","{sistem.python}"\n'.encode(sistem.encoding))
    sebelum = potret(sistem.home)
    laporan = lepas(sistem)
    assert laporan.is_good and "tidak terpasang" in laporan.text() and "dibiarkan" in laporan.text()
    assert potret(sistem.home) == sebelum


LAMA = [
    b'"USE UDF SERVER","True"\r\n"PYTHONPATH","D:\\a,b;\xc3\xa9"\r\n',
    b'"SHOW CONSOLE","False"\n',
    b'"SHOW CONSOLE","False"',
    b"\r\n\r\nbukan setelan\r\n\x81\xff",
    b'"INTERPRETER_WIN",""\r\n"INTERPRETER_MAC",""\r\n"SHOW CONSOLE","False"\r\n',
    b'"SHOW CONSOLE","False"\r"Interpreter_Mac",""\r"Interpreter_Win",""',
    b'"CONDA PATH",""\r\n',
    b"",
]


@pytest.mark.parametrize("isi", LAMA)
def test_other_settings_survive_and_come_back_byte_for_byte(sistem, isi):
    _berkas(sistem.config, isi)
    assert pasang(sistem).facts["setelan"]["keadaan"] == "ditulis"
    baris = conf.read(sistem)
    assert conf.value_of(baris, sistem.key) == sistem.python
    utuh = [b for b in baris if conf.pair(b)[0] != sistem.key]
    asal = [b for b in isi.decode(sistem.encoding, "surrogateescape").splitlines() if sistem.key not in b.upper()]
    assert [b.rstrip("\r\n") for b in utuh] == asal
    pasang(sistem)
    lepas(sistem)
    assert sistem.config.read_bytes() == isi


def test_a_setting_that_was_there_before_is_never_removed(sistem):
    isi = f'"{sistem.key}","{sistem.python}"\r\n'.encode(sistem.encoding)
    _berkas(sistem.config, isi)
    laporan = pasang(sistem)
    assert laporan.facts["setelan"]["keadaan"] == "sama" and sistem.config.read_bytes() == isi
    assert "dibiarkan" in lepas(sistem).text() and sistem.config.read_bytes() == isi


@pytest.mark.parametrize("kunci, nilai", [("@", "D:/lain/python.exe"), ("interpreter", "D:/lain/python.exe")])
def test_another_interpreter_is_left_alone_and_said_so(sistem, kunci, nilai):
    isi = f'"{kunci.replace("@", sistem.key)}","{nilai}"\r\n'.encode()
    _berkas(sistem.config, isi)
    laporan = pasang(sistem)
    assert laporan.is_good and kode(laporan) == ["setelan"] and laporan.facts["setelan"]["keadaan"] == "asing"
    assert nilai in laporan.text() and "dibiarkan" in laporan.text() and addin(sistem).exists()
    lepas(sistem)
    assert sistem.config.read_bytes() == isi


def test_a_conda_environment_counts_as_another_interpreter_on_windows_only(windows, mac):
    isi = b'"CONDA PATH","C:\\conda"\n"CONDA ENV","base"\n'
    for sistem, keadaan in ((windows, "asing"), (mac, "ditulis")):
        _berkas(sistem.config, isi)
        assert pasang(sistem).facts["setelan"]["keadaan"] == keadaan


def test_the_same_interpreter_in_other_spelling_is_the_same(windows):
    tulisan = windows.python.replace(str(windows.home), "%userprofile%").replace("/", "\\").upper()
    isi = f'"interpreter_win","{tulisan}"\r\n'.encode("cp1252")
    _berkas(windows.config, isi)
    assert pasang(windows).facts["setelan"]["keadaan"] == "sama" and windows.config.read_bytes() == isi


def test_a_new_venv_replaces_the_interpreter_that_pasang_wrote(sistem):
    awal = b'"SHOW CONSOLE","False"'
    _berkas(sistem.config, awal)
    pasang(sistem)
    baru = str(_berkas(sistem.home / "baru" / "python"))
    laporan = pasang(sistem, python=baru)
    assert laporan.facts["setelan"]["keadaan"] == "ditulis" and laporan.facts["python"] == baru
    assert conf.value_of(conf.read(sistem), sistem.key) == baru and len(conf.read(sistem)) == 2
    lepas(sistem)
    assert sistem.config.read_bytes() == awal


def test_an_interpreter_chosen_after_pasang_is_the_users_own(sistem):
    pasang(sistem)
    pilihan = f'"{sistem.key}","/lain/python"\n'.encode()
    sistem.config.write_bytes(pilihan)
    assert pasang(sistem).facts["setelan"]["keadaan"] == "asing"
    assert "dibiarkan" in lepas(sistem).text() and sistem.config.read_bytes() == pilihan


def test_lepas_leaves_an_interpreter_that_was_changed_since(sistem):
    pasang(sistem)
    pilihan = f'"{sistem.key}","/lain/python"\n'.encode()
    sistem.config.write_bytes(pilihan)
    lepas(sistem)
    assert sistem.config.read_bytes() == pilihan


def test_an_interpreter_that_the_user_took_back_later_is_no_longer_ours(sistem):
    pasang(sistem)
    isi = sistem.config.read_bytes()
    sistem.config.write_bytes(f'"{sistem.key}","/lain/python"\n'.encode())
    pasang(sistem)
    sistem.config.write_bytes(isi)
    lepas(sistem)
    assert sistem.config.read_bytes() == isi


def test_a_file_that_excel_rewrote_gives_our_line_back_and_keeps_the_rest(windows):
    pasang(windows)
    isi = windows.config.read_bytes()
    windows.config.write_bytes(isi + b'"SHOW CONSOLE","True"\r\n')
    lepas(windows)
    assert windows.config.read_bytes() == b'"SHOW CONSOLE","True"\r\n'


@pytest.mark.parametrize("rusak", [b"{", b"[]", b'{"addin": 1}', b'{"addin":[],"setelan":{"x":1},"skrip":{}}', b"\xff"])
def test_a_damaged_record_claims_nothing(sistem, rusak):
    pasang(sistem)
    sistem.record.write_bytes(rusak)
    isi = sistem.config.read_bytes()
    lepas(sistem)
    assert not addin(sistem).exists() and sistem.config.read_bytes() == isi


def test_the_record_keeps_its_keys_and_an_older_one_is_taken_back(windows):
    pasang(windows)
    setting = {"nilai": windows.python, "asal": None, "awalan": "", "file_is_new": True, "folder_baru": True}
    stored = {"addin": [str(addin(windows))], "setelan": setting, "skrip": {}}
    assert json.loads(windows.record.read_bytes()) == stored
    windows.record.write_text(json.dumps(stored))
    lepas(windows)
    assert not windows.config.parent.exists() and not windows.record.exists()


# -- obstacles -------------------------------------------------------------------------------------------------


def test_an_addin_that_excel_holds_open_is_not_touched(sistem, monkeypatch):
    pasang(sistem)
    sebelum = potret(sistem.home)

    def dipakai(*_):
        raise PermissionError(13, "dipakai")

    monkeypatch.setattr(safe_write, "_exchange", dipakai)
    monkeypatch.setattr(Path, "unlink", dipakai)
    for aliran in (pasang, lepas):
        with pytest.raises(UserError, match="tutup semua jendela Excel") as galat:
            aliran(sistem)
        assert galat.value.kode == "terkunci" and galat.value.exit_code == 3
        assert str(addin(sistem)) in str(galat.value) and potret(sistem.home) == sebelum


def test_a_start_folder_that_may_not_be_written_is_named(sistem, monkeypatch):
    asli = os.open

    def tolak(path, *sisa, **nama):
        if str(path).endswith(".tmp") and Path(path).parent == sistem.start_folder:
            raise PermissionError(13, "ditolak")
        return asli(path, *sisa, **nama)

    monkeypatch.setattr(os, "open", tolak)
    with pytest.raises(UserError, match="petugas TI") as galat:
        pasang(sistem)
    assert galat.value.kode == "folder" and str(sistem.start_folder) in str(galat.value)
    assert not sistem.config.exists() and not sistem.record.exists()


def test_a_file_in_the_place_of_the_start_folder_is_named(sistem):
    _berkas(sistem.start_folder)
    with pytest.raises(UserError) as galat:
        pasang(sistem)
    assert galat.value.kode == "folder" and "tidak terpasang" in lepas(sistem).text()


def test_settings_that_cannot_be_written_do_not_stop_the_addin(sistem, monkeypatch):
    sistem.config.mkdir(parents=True)
    laporan = pasang(sistem)
    assert laporan.is_good and kode(laporan) == ["setelan"] and addin(sistem).exists()
    sistem.config.rmdir()

    asli = safe_write._exchange

    def ganti(path, temporary, target, expected):
        if target.endswith(".conf"):
            raise PermissionError(13, "dipakai")
        asli(path, temporary, target, expected)

    monkeypatch.setattr(safe_write, "_exchange", ganti)
    _berkas(sistem.config, b'"SHOW CONSOLE","False"\n')
    laporan = pasang(sistem)
    assert kode(laporan) == ["setelan"] and sistem.config.read_bytes() == b'"SHOW CONSOLE","False"\n'


def test_mac_on_which_excel_never_ran_gets_no_sandbox_from_us(mac):
    mac.config.parent.rmdir()
    laporan = pasang(mac)
    assert kode(laporan) == ["setelan"] and "Buka Excel sekali" in laporan.text() and not mac.config.parent.exists()


def test_other_systems_have_no_start_folder(tmp_path):
    linux = Machine("linux", tmp_path / "rumah", {}, sys.executable, ask=lambda path: JAWABAN)
    for aliran in (pasang, periksa, lepas):
        with pytest.raises(UserError, match="--folder") as galat:
            aliran(linux)
        assert galat.value.kode == "sistem" and galat.value.exit_code == 3
    laporan = pasang(linux, folder=tmp_path / "hasil")
    assert json.loads((tmp_path / "hasil" / "lkjip_xl.xlam").read_bytes()) == [1, ""]
    assert laporan.is_good and kode(laporan) == ["sistem"] and not (tmp_path / "rumah").exists()
    assert periksa(linux, folder=tmp_path / "hasil").is_good
    assert lepas(linux, folder=tmp_path / "hasil").facts["dihapus"] and os.listdir(tmp_path / "hasil") == []


def test_another_folder_is_remembered_and_two_copies_are_mentioned(sistem, tmp_path):
    lain = tmp_path / "Folder Lain"
    laporan = pasang(sistem, folder=lain)
    assert (lain / "lkjip_xl.xlam").exists() and not addin(sistem).exists() and kode(laporan) == ["folder"]
    laporan = pasang(sistem)
    assert kode(laporan) == ["salinan"] and str(lain) in laporan.text()
    assert lepas(sistem, folder=lain).facts["dihapus"] == [str(lain / "lkjip_xl.xlam")]
    assert addin(sistem).exists() and sistem.config.exists() and kode(pasang(sistem)) == []
    pasang(sistem, folder=lain)
    lepas(sistem)
    assert not addin(sistem).exists() and os.listdir(lain) == [] and not sistem.config.exists()


# -- the interpreter -------------------------------------------------------------------------------------------


def menjawab(sistem, **ganti):
    return replace(sistem, ask=lambda path: replace(sistem.ask(path), **ganti))


@pytest.mark.parametrize(
    "jawaban, sebutan, kata",
    [
        ({"xlwings": None, "reason": "No module named 'xlwings'"}, "xlwings", "pip install xlwings"),
        ({"lkjip": False}, "lkjip", "pip install ."),
        ({"xlwings": "0.30.1"}, "xlwings_beda", "-m lkjip_xl pasang"),
    ],
)
def test_a_python_that_cannot_serve_excel_is_refused(sistem, jawaban, sebutan, kata):
    sebelum = potret(sistem.home)
    with pytest.raises(UserError) as galat:
        pasang(menjawab(sistem, **jawaban))
    assert galat.value.kode == sebutan and kata in str(galat.value) and sistem.python in str(galat.value)
    assert potret(sistem.home) == sebelum
    laporan = periksa(menjawab(sistem, **jawaban))
    assert not laporan.is_good and {sebutan, "addin"} <= set(kode(laporan, "galat"))


def test_a_python_that_is_not_there_is_refused(sistem, tmp_path):
    with pytest.raises(UserError, match="tidak ditemukan") as galat:
        pasang(sistem, python=tmp_path / "tidak ada" / "python.exe")
    assert galat.value.kode == "python" and not addin(sistem).exists()


@pytest.mark.parametrize(
    "jawaban, sebutan, kata",
    [
        ({"bits": 32}, "bit", "64-bit"),
        ({"pywin32": False}, "pywin32", "pip install pywin32"),
        ({"base": "C:\\Program Files\\WindowsApps\\PythonSoftwareFoundation"}, "store", "Microsoft Store"),
    ],
)
def test_windows_warnings(windows, jawaban, sebutan, kata):
    laporan = pasang(menjawab(windows, **jawaban))
    assert laporan.is_good and kode(laporan) == [sebutan] and kata in laporan.text() and "Perhatian: " in laporan.text()


def test_dlls_are_looked_for_where_vba_loads_them(windows):
    venv = Path(windows.python).parents[1]
    dll = {bit: venv / f"xlwings{bit}-{XLWINGS}.dll" for bit in (32, 64)}
    dll[32].rename(venv / "Scripts" / dll[32].name)
    assert kode(pasang(windows)) == []
    (venv / "Scripts" / dll[32].name).unlink()
    laporan = pasang(windows)
    assert kode(laporan) == ["dll"] and "Bila Excel Anda 32-bit" in laporan.text()
    dll[64].unlink()
    laporan = pasang(windows)
    assert kode(laporan) == ["dll"] and "tombol tetap berjalan" in laporan.text() and str(venv) in laporan.text()
    assert laporan.facts["dll"] == {"64": False, "32": False} and laporan.is_good


def test_paths_that_vba_does_not_carry_are_mentioned(windows, mac):
    python = _berkas(windows.home / "日本" / "python.exe")
    laporan = pasang(windows, python=python)
    assert "jalur" in kode(laporan) and "setelan" in kode(laporan) and not windows.config.exists()
    assert json.loads(addin(windows).read_bytes()) == [1, str(python)]
    python = _berkas(mac.home / "dengan spasi" / "python3")
    laporan = pasang(mac, python=python)
    assert kode(laporan) == ["jalur"] and "tanpa spasi" in laporan.text()


def test_a_venv_is_not_resolved_to_the_python_beneath_it(mac):
    tautan = mac.home / "v" / "bin" / "python"
    tautan.parent.mkdir(parents=True)
    tautan.symlink_to(mac.python)
    assert pasang(mac, python=tautan).facts["python"] == str(tautan)


def test_a_real_interpreter_describes_itself(tmp_path, monkeypatch):
    _berkas(tmp_path / "xlwings.py", b"__version__ = 'palsu'\n")  # a checkout in the current folder is not installed
    monkeypatch.chdir(tmp_path)
    jawaban = ask_python(sys.executable)
    assert (jawaban.xlwings, jawaban.xlwings_folder, jawaban.lkjip) == (XLWINGS, FOLDER_XLWINGS, True)
    assert jawaban.version == ".".join(map(str, sys.version_info[:3])) and jawaban.bits == sys.maxsize.bit_length() + 1
    with pytest.raises(UserError, match="tidak dapat dijalankan"):
        ask_python(str(_berkas(tmp_path / "python.exe", b"bukan program")))


# -- the script of the Mac -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sebab", ["sudah ada", "sudah ada, lain isi", "diubah", "setelan lain", "add-in xlwings"])
def test_the_script_stays_where_another_use_of_xlwings_is_possible(mac, sebab):
    skrip = mac.script_folder / SKRIP
    isi = (Path(FOLDER_XLWINGS) / SKRIP).read_bytes()
    if sebab.startswith("sudah ada"):
        _berkas(skrip, isi if sebab == "sudah ada" else b"lama")
    if sebab == "setelan lain":
        _berkas(mac.config, b'"PYTHONPATH","/kerja"\n')
    pasang(mac)
    if sebab == "diubah":  # as "xlwings runpython install" does for a book of the user's own
        os.utime(skrip, ns=(1, 1))
    if sebab == "add-in xlwings":
        _berkas(mac.start_folder / "xlwings.xlam")
    laporan = lepas(mac)
    assert skrip.read_bytes() == isi and "dibiarkan" in laporan.text()


def test_an_xlwings_without_its_script_is_refused(mac, tmp_path):
    with pytest.raises(UserError, match="force-reinstall") as galat:
        pasang(menjawab(mac, xlwings_folder=str(tmp_path)))
    assert galat.value.kode == "skrip"


# -- periksa ---------------------------------------------------------------------------------------------------


def test_periksa_changes_nothing_and_follows_the_state(sistem, bangunan):
    sebelum = potret(sistem.home)
    laporan = periksa(sistem)
    assert not laporan.is_good and laporan.facts["terpasang"] is False and potret(sistem.home) == sebelum
    assert "Belum beres: Add-in belum terpasang" in laporan.text()
    pasang(sistem)
    sebelum = potret(sistem.home)
    laporan = periksa(sistem)
    assert laporan.is_good and kode(laporan) == [] and potret(sistem.home) == sebelum
    bangunan["versi"] = 2
    laporan = periksa(sistem)
    assert not laporan.is_good and kode(laporan, "galat") == ["addin"] and "Jalankan lagi" in laporan.text()
    pasang(sistem)
    assert periksa(sistem).is_good


def test_periksa_misses_the_script_and_the_setting(mac):
    pasang(mac)
    mac.config.write_bytes(b"")
    (mac.script_folder / SKRIP).unlink()
    laporan = periksa(mac)
    assert kode(laporan, "galat") == ["skrip"] and kode(laporan) == ["setelan"]


# -- the command line ------------------------------------------------------------------------------------------


@pytest.fixture
def jalankan(sistem, monkeypatch, capsys):
    monkeypatch.setattr(Machine, "this_machine", classmethod(lambda cls: sistem))

    def panggil(*argumen):
        keluar = 0
        try:
            cli.main([str(a) for a in argumen])
        except SystemExit as selesai:
            keluar = selesai.code
        return keluar, *capsys.readouterr()

    return panggil


def test_commands_answer_with_exit_codes_and_lines(jalankan, sistem):
    keluar, teks, _ = jalankan("pasang", "--periksa")
    assert keluar == 3 and "belum terpasang" in teks
    keluar, teks, galat = jalankan("pasang")
    assert keluar == 0 and str(addin(sistem)) in teks and galat == ""
    assert all(kata not in teks for kata in ("Perhatian", "Belum beres"))
    keluar, teks, _ = jalankan("pasang", "--periksa")
    assert keluar == 0 and "Add-in terpasang" in teks
    keluar, teks, _ = jalankan("lepas")
    assert keluar == 0 and "Add-in dihapus" in teks and not addin(sistem).exists()
    keluar, teks, _ = jalankan("lepas")
    assert keluar == 0 and "tidak terpasang" in teks


def test_commands_answer_programs_in_json(jalankan, sistem, tmp_path):
    isi = json.loads(jalankan("pasang", "--json")[1])
    assert isi["beres"] and isi["sistem"] == sistem.platform and isi["addin"] == str(addin(sistem))
    assert isi["xlwings"] == XLWINGS and isi["bit"] == 64 and isi["diperbarui"] is False
    assert {"berat": "baik", "kode": "addin"}.items() <= next(c for c in isi["catatan"] if c["kode"] == "addin").items()
    keluar, teks, galat = jalankan("pasang", "--python", tmp_path / "python.exe", "--json")
    assert keluar == 3 and json.loads(teks)["galat"]["kode"] == "python" and "tidak ditemukan" in galat
    isi = json.loads(jalankan("lepas", "--json")[1])
    assert isi["dihapus"] == [str(addin(sistem))]
    keluar, teks, _ = jalankan("pasang", "--periksa", "--json")
    assert keluar == 3 and json.loads(teks)["terpasang"] is False


def test_options_reach_the_flow(jalankan, sistem, tmp_path):
    python = _berkas(sistem.home / "lain" / "python")
    keluar, teks, _ = jalankan("pasang", "--folder", tmp_path / "x", "--python", python)
    assert keluar == 0 and json.loads((tmp_path / "x" / "lkjip_xl.xlam").read_bytes())[1] == str(python)
    assert jalankan("lepas", "--folder", tmp_path / "x")[0] == 0 and not (tmp_path / "x" / "lkjip_xl.xlam").exists()


@pytest.mark.parametrize("perintah", ["pasang", "lepas"])
def test_help_is_indonesian(jalankan, perintah):
    keluar, teks, _ = jalankan(perintah, "--help")
    assert keluar == 0 and "Pemakaian:" in teks and "--folder FOLDER" in teks and "Usage" not in teks


# -- the real add-in -------------------------------------------------------------------------------------------


def test_the_real_addin_carries_the_interpreter(windows, monkeypatch):
    monkeypatch.undo()
    assert pasang(windows).is_good
    modul = {nama: teks for _, _, nama, teks in VBA_Parser(str(addin(windows))).extract_macros()}
    (nilai,) = re.findall(r"LkPenerjemahTertanam = (.*)", modul["LkPython.bas"])
    bagian = re.findall(r'"([^"]*)"|ChrW\$\((\d+)\)', nilai)
    assert "".join(teks or chr(int(nomor)) for teks, nomor in bagian) == windows.python
    # In the VBA, which a signature covers, and not on a sheet.
    with zipfile.ZipFile(addin(windows)) as paket:
        assert not any(b"python.exe" in paket.read(n) for n in paket.namelist() if n.endswith(".xml"))
    assert periksa(windows).is_good
