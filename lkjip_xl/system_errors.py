"""What the operating system refused, in words that a user reads."""

import errno

_REASONS = {
    "ada nama yang tidak ditemukan di sana": ("ENOENT", "ENODEV", "ENXIO"),
    "Anda tidak diizinkan, atau sedang dipakai program lain": ("EACCES", "EPERM"),
    "sedang dipakai program lain": ("EBUSY", "ETXTBSY", "EADDRINUSE", "EDEADLK", "EAGAIN"),
    "itu folder, bukan berkas": ("EISDIR",),
    "sebagian dari alamatnya berkas, bukan folder": ("ENOTDIR",),
    "sudah ada": ("EEXIST",),
    "ruang cakram penuh": ("ENOSPC", "EDQUOT"),
    "cakramnya hanya boleh dibaca": ("EROFS",),
    "namanya terlalu panjang": ("ENAMETOOLONG",),
    "namanya berisi tanda yang tidak boleh dipakai": ("EINVAL", "EILSEQ"),
    "alamatnya berputar-putar": ("ELOOP",),
    "terlalu banyak berkas terbuka": ("EMFILE", "ENFILE"),
    "memori komputer tidak cukup": ("ENOMEM",),
    "cakram atau jaringannya bermasalah": ("EIO", "ESTALE", "EREMOTEIO"),
    "jaringannya tidak menjawab": ("ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETUNREACH", "ENETDOWN", "ENOTCONN"),
    "bukan program yang dapat dijalankan di komputer ini": ("ENOEXEC",),
}
_BY_NUMBER = {
    getattr(errno, name): reason for reason, names in _REASONS.items() for name in names if hasattr(errno, name)
}


def reason_of(error: OSError) -> str:
    """Why the operating system refused something, to stand in brackets; its own words where they are not known here."""
    reason = _BY_NUMBER.get(error.errno) if error.errno is not None else None
    return reason or f"kata sistem: {error.strerror or error}"
