"""How long Python waits for an Excel that does not answer, and what is said then.

Excel refuses every call from outside while a dialog is open or a cell is being edited (RPC_E_CALL_REJECTED). xlwings
tries again at once and without end (``N_COM_ATTEMPTS = 0``), which is one busy processor behind a dialog that nobody
sees. ``Patience`` stands in the place of that number: it waits between two attempts and gives up at a time. A dialog
that opens within a call never refuses anything, the call just does not come back; ``Watchdog`` ends Python then.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from ...errors import UserError

REJECTED_SECONDS = 60.0
"""A refusal is met with new attempts for so long."""
CALL_SECONDS = 900.0
"""A single call may take so long: recalculating and printing a large book are one call each."""
_PAUSES = (0.05, 0.1, 0.2, 0.4)

BUSY = (
    "Excel tidak menjawab, mungkin karena ada jendela pesan yang terbuka atau sel yang sedang disunting. Tutup jendela "
    "itu atau tekan Esc, lalu tekan tombolnya lagi."
)


class Patience:
    """In the place of xlwings' ``N_COM_ATTEMPTS``: the question whether to try again is answered by the clock.

    xlwings asks ``n < N_COM_ATTEMPTS`` with the number n of the attempts made, starting at 1 for each call, and
    ``range(N_COM_ATTEMPTS + 1)`` for calls of objects. The first refusal that outlasts ``seconds`` raises; after that
    only one tenth is waited, since what follows is putting things back.
    """

    def __init__(
        self,
        seconds: float = REJECTED_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._seconds, self._clock, self._sleep = seconds, clock, sleep
        self._start = 0.0

    def __bool__(self) -> bool:
        return True

    def __add__(self, other: int) -> int:
        return sys.maxsize

    def __gt__(self, attempts: int) -> bool:
        now = self._clock()
        if attempts <= 1:
            self._start = now
        if now - self._start >= self._seconds:
            self._seconds = min(self._seconds, REJECTED_SECONDS / 10)
            raise UserError(BUSY, "excel_sibuk")
        self._sleep(_PAUSES[min(attempts, len(_PAUSES)) - 1])
        return True


class Watchdog:
    """A host whose every call is timed; one that does not come back ends this process with a message.

    Waiting for a person (``say``, ``ask``) takes as long as it takes. VBA puts Excel's state back when it sees
    that Python has ended.

    Args:
        host: the ``Host``. seconds: for one call. give_up: what is done then; tests give another.
    """

    _WAITS_FOR_A_PERSON = frozenset({"say", "ask"})

    def __init__(self, host: Any, seconds: float = CALL_SECONDS, give_up: Callable[[str], None] | None = None) -> None:
        self._host, self._seconds = host, seconds
        self._give_up = give_up or end_process

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._host, name)
        if not callable(member) or name in self._WAITS_FOR_A_PERSON:
            return member

        def timed(*args: Any, **named: Any) -> Any:
            timer = threading.Timer(self._seconds, self._give_up, (name,))
            timer.daemon = True
            timer.start()
            try:
                answer = member(*args, **named)
            finally:
                timer.cancel()
            return Watchdog(answer, self._seconds, self._give_up) if name == "open_book" else answer

        return timed


def end_process(call: str) -> None:
    """Say on the error stream, which VBA shows, that Excel waits for somebody, and end at once."""
    minutes = int(CALL_SECONDS // 60)
    print(
        f"Excel tidak kembali dari satu pekerjaan ({call}) selama {minutes} menit, mungkin karena menunggu jawaban di "
        "sebuah jendela. Tutup jendela itu. Buku yang terbuka mungkin sudah sebagian berubah: tutup tanpa menyimpan, "
        "lalu buka lagi.",
        file=sys.stderr,
        flush=True,
    )
    os._exit(4)
