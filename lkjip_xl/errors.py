"""Mistakes and obstacles that the user can mend: a clear Indonesian message, never a traceback."""


class UserError(Exception):
    """Something outside the program's control stands in the way; nothing was written.

    The message is Indonesian and says which file, sheet and cell, what is wrong and what to do.

    Attributes:
        kode: short stable name of the obstacle, such as ``terkunci``; programs read it from ``--json``.
        exit_code: 3 (refused) for obstacles, 2 for wrong use.
    """

    exit_code = 3

    def __init__(self, pesan: str, kode: str = "ditolak") -> None:
        super().__init__(pesan)
        self.kode = kode


class UsageError(UserError):
    """The call itself is wrong: an unknown column, a bad year, a missing argument."""

    exit_code = 2

    def __init__(self, pesan: str, kode: str = "salah_pakai") -> None:
        super().__init__(pesan, kode)
