"""Names follow decision note 0013; what does not yet stands in names_left.txt, and that list only shrinks."""

import ast
from pathlib import Path

import pytest

from tests.architecture import names

FOUND = names.all_offenders()
LEFT = names.left()


def test_no_new_name_of_the_framework_is_indonesian():
    new = []
    for path, found in FOUND.items():
        for name in sorted(found - LEFT.get(path, set())):
            better = ", ".join(names.ENGLISH[word] for word in names.words(name) if word in names.ENGLISH)
            new.append(f"{path}: {name} ({better or 'says nothing'})")
    assert not new, "\n".join(new)


def test_what_is_mended_is_struck_out():
    mended = {path: listed - FOUND.get(path, set()) for path, listed in LEFT.items() if listed - FOUND.get(path, set())}
    assert not mended, f"run: python -m tests.architecture.names\n{mended}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def baca_buku(path): pass", {"baca_buku"}),
        ("class KolomBuku:\n    lebar: int\n    judul: str\n    nama: str", {"KolomBuku", "judul"}),
        ("def find(teks, *, kunci, **lain): pass", {"teks", "kunci"}),
        ("def f(self):\n    self.hasil = 1\n    baris = 2\n    return self.kolom", {"hasil"}),
        ("@rule(kode='X')\ndef capaian(isi, daftar_batas): pass", set()),
        ("@command()\ndef isi(buku, kunci): pass", set()),
        ("def capaian(sasaran, realisasi, kode): pass", set()),
        ("T = 1\n_X: int = 2\n_ = 3\nfor Q in (): pass\nTARGET = 4", {"T", "_X", "Q"}),
        ("class A:\n    @property\n    def nama(self): pass\n    @property\n    def judul(self): pass", {"judul"}),
        ("def ringkaskan(dihitung, tersel, tabelaris): pass", set()),
    ],
)
def test_the_detector_sees_what_it_looks_for(tmp_path, text, found):
    path = tmp_path / "capaian.py"
    path.write_text(text, encoding="utf-8")
    assert names.offenders(path) == found


def test_the_detector_sees_file_names(tmp_path):
    for stem in ("utils", "baca_buku", "isi"):
        (tmp_path / f"{stem}.py").write_text("def isi_buku(path): pass", encoding="utf-8")
    assert names.offenders(tmp_path / "utils.py") == {"utils", "isi_buku"}
    assert names.offenders(tmp_path / "baca_buku.py") == {"baca_buku", "isi_buku"}
    assert names.offenders(tmp_path / "isi.py") == set()


def test_every_name_that_stays_is_there():
    for path, kept in names.PUBLIC.items():
        tree = ast.parse((names.ROOT / path).read_text(encoding="utf-8"))
        present = {Path(path).stem, *(name for name, _ in names.defined(tree))}
        assert kept.keys() <= present, (path, kept.keys() - present)


def test_the_list_only_shrinks(tmp_path, monkeypatch):
    monkeypatch.setattr(names, "LEFT", tmp_path / "left.txt")
    monkeypatch.setattr(names, "all_offenders", lambda: {"a.py": {"baris", "kolom"}, "b.py": {"teks"}})
    names.LEFT.write_text("# head\na.py: baris sel\n", encoding="utf-8")
    names.main([])
    assert names.left() == {"a.py": {"baris"}}
    names.main(["--all"])
    assert names.left() == {"a.py": {"baris", "kolom"}, "b.py": {"teks"}}
