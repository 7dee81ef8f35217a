"""The pages of a PDF are read back."""

import zlib

import pytest

from lkjip_xl.hosts.openbook.printing import page_sizes, paper_remark


def pdf(tmp_path, body):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" + body)
    return str(path)


@pytest.mark.parametrize(
    "box", [b"/MediaBox[ 0 0 612 936]", b"/MediaBox [0 0 936.0 612.1]", b"/MediaBox\n[10 20 622 956]"]
)
def test_folio_in_either_direction_is_folio(tmp_path, box):
    path = pdf(tmp_path, box * 2)
    assert len(page_sizes(path)) == 2 and paper_remark(path, "HP") == ""


def test_other_paper_is_named_with_its_printer(tmp_path):
    path = pdf(tmp_path, b"/MediaBox[0 0 612 936] /MediaBox[0 0 841.92 595.32] /MediaBox[0 0 595.32 841.92]")
    assert "2 halaman berukuran 210 x 297 mm" in paper_remark(path, "HP 107w")
    assert "printer HP 107w tidak mengenal Folio" in paper_remark(path, "HP 107w")
    assert "belum ada printer yang mengenal Folio" in paper_remark(path, "")


def test_pages_that_lie_compressed_are_found_and_damage_is_no_failure(tmp_path):
    packed = zlib.compress(b"<</Type/Page/MediaBox[0 0 612 792]>>")
    path = pdf(tmp_path, b"<</Type/ObjStm/N 1>>stream\r\n" + packed + b"\nendstream")
    assert page_sizes(path) == [(612.0, 792.0)]
    assert page_sizes(pdf(tmp_path, b"/ObjStm stream\nrusak endstream")) == []
    assert paper_remark(pdf(tmp_path, b""), "HP") == ""
