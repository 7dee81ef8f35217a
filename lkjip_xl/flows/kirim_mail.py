"""The draft of a letter with a book attached: an ``.eml`` file that mail programs open as an unsent message."""

from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from ..book.sendings import Sending
from ..compute.key import key
from ..errors import UsageError, UserError

_KIND = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_ROMAN = ("", "I", "II", "III", "IV")
_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def mail_address(text: str) -> str:
    """An address as it may stand in a header; "" for none.

    Raises:
        UsageError: ``alamat``: it is not a sound one, or a name alone.
    """
    text = " ".join(text.split())
    if not text:
        return ""
    if "@" not in text:
        raise UsageError(
            f"'{text}' bukan alamat surel; tulis seperti {key(text).split()[0]}@contoh.go.id, atau kosongkan.", "alamat"
        )
    try:
        Address(addr_spec=text)
    except Exception:
        raise UsageError(f"Alamat surel '{text}' tidak sah; tulis seperti bidang@contoh.go.id.", "alamat") from None
    return text


def day_in_words(day: str) -> str:
    """``2026-04-05`` as ``5 April 2026``."""
    found = date.fromisoformat(day)
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def draft(sending: Sending, book: bytes, office: str, year: int | None, needed: int) -> bytes:
    """The draft as bytes.

    Args:
        sending: what is sent. book: the attached file. office: its name.
        year: of the report; None where the book does not say it. needed: how many cells are blank and have to be
            filled.
    """
    message = EmailMessage(policy=SMTP)
    in_year = f" {year}" if year else ""
    book_of = f"LKjIP {office}{in_year and ' tahun' + in_year}"
    quarter = f" Triwulan {_ROMAN[sending.quarter]}" if sending.quarter else ""
    message["Subject"] = f"Pengisian data kinerja{quarter}{in_year}: {' '.join(sending.label.split())}"
    address = mail_address(sending.to)
    if address:
        message["To"] = address
    message["X-Unsent"] = "1"
    # Google Sheets knows no name that is relative to its row, which the formulas of the whole book have.
    programs = "Excel, LibreOffice, WPS, atau Google Sheets" if sending.slim else "Excel, LibreOffice, atau WPS"
    due = f" paling lambat {day_in_words(sending.due)}" if sending.due else ""
    message.set_content(
        f"Yth. {sending.label},\n\n"
        f"Bersama surel ini kami kirimkan buku kerja {book_of}. Mohon diisi sel yang berwarna kuning "
        f"({needed} sel perlu diisi, selebihnya bila ada){quarter and ' untuk' + quarter}, disimpan, lalu dikirim "
        f"kembali{due} dengan membalas surel ini.\n\n"
        f"Buku dapat dibuka dengan {programs}; tidak ada makro di dalamnya. Sel lain terkunci. Bila "
        "data tidak tersedia, tulis N/A. Nama berkas boleh diganti.\n\n"
        "Terima kasih.\n"
    )
    message.add_attachment(book, maintype=_KIND[0], subtype=_KIND[1], filename=sending.file)
    message.set_boundary(f"=_lkjip-xl_{sending.mark}")  # a random one would make each draft another file
    return message.as_bytes()


def addresses(text: str) -> dict[str, str] | str:
    """One address, or ``{division: address}`` of ``BIDANG=ALAMAT; BIDANG=ALAMAT``; "" for none."""
    parts = [part.strip() for part in text.split(";") if part.strip() not in ("", "-")]
    if not parts or (len(parts) == 1 and "=" not in parts[0]):
        return "".join(parts)
    found = {}
    for part in parts:
        name, sign, address = part.rpartition("=")
        if not sign or not name.strip():
            raise UserError(f"Alamat '{part}' tidak terbaca; tulis BIDANG=ALAMAT dipisah titik koma.", "alamat")
        found[name.strip()] = address.strip()
    return found
