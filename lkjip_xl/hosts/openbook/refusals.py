"""Books on which a button cannot do its work, said before anything is touched."""

from ...errors import UserError
from ...schema.buttons import Alur
from .book_place import is_on_web, is_saved
from .host import OpenBook


def refuse_unusable(book: OpenBook, button: Alur, beside: bool = True) -> None:
    """Refuse a book on which a flow cannot do its work, before anything is touched.

    Args:
        beside: what the flow makes is put beside the book, which therefore must have been saved once.

    Raises:
        UserError: ``tanpa_buku``, ``kembar``, ``belum_disimpan``, ``baca_saja``, ``struktur_terkunci``.
    """
    if not book.name:
        raise UserError("Tidak ada buku yang terbuka. Buka buku LKjIP Anda, lalu tekan tombolnya lagi.", "tanpa_buku")
    if book.duplicated:
        raise UserError(
            f"Ada dua buku terbuka yang bernama {book.name}. Tutup salah satunya, lalu tekan {button.label} lagi.",
            "kembar",
        )
    if beside and not is_on_web(book.path) and not is_saved(book.path):
        raise UserError(
            f"Buku {book.name} belum pernah disimpan. Simpan dulu (Ctrl+S), lalu tekan {button.label} lagi.",
            "belum_disimpan",
        )
    if book.read_only and button.id not in ("pdf", "asal", "naskah", "status"):
        raise UserError(
            f"Buku {book.name} terbuka hanya untuk dibaca, mungkin sedang dipakai orang lain. Simpan dengan nama lain "
            f"(File, Save As), lalu tekan {button.label} di buku itu.",
            "baca_saja",
        )
    if book.structure_locked and button.id in ("laporan", "reviu", "pdf", "kirim", "gabung"):
        raise UserError(
            f"Susunan lembar buku {book.name} terkunci, sehingga {button.label} tidak dapat dikerjakan. Buka dulu: "
            f"Review, Protect Workbook (Tinjau, Proteksi Buku Kerja). Lalu tekan {button.label} lagi.",
            "struktur_terkunci",
        )
