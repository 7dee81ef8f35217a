"""Checks on what a source of ``isi`` held (ISI): texts that are no certain number."""

from collections.abc import Iterator

from ..compute.facts import UnreadableText
from .finding import SALAH, Finding
from .registry import Context, check


@check("ISI-01", SALAH, "Angka pada sumber isi (CSV) terbaca pasti", "Ketentuan buku ini")
def unreadable_text(context: Context) -> Iterator[Finding]:
    for fact in context.world.book.facts:
        if fact.__class__ is UnreadableText:
            yield Finding(
                lembar=fact.sheet, sel=fact.cell,
                uraian=f"'{fact.text}' tidak dapat dibaca sebagai angka; disimpan sebagai teks.",
                perbaikan=fact.hint or "Tulis angkanya saja.", tertulis=fact.text,
            )  # fmt: skip
