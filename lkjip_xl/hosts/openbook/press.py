"""A press of a button: the flow runs, and whatever happens the user's view comes back and a message tells how it went.

Only ``Host`` speaks to the program. The open book is either wholly brought up to date or left as it was.
"""

from collections.abc import Callable
from typing import Any

from ...collector import CollectionPaused
from ...errors import UserError
from ...invocation import buttons_are_pressed
from ...schema.buttons import MENURUT_ID, Alur
from ..crash_file import crash_message, write_crash_file
from .host import Host, Tracked
from .refusals import refuse_unusable
from .request import Request

TITLE = "lkjip-xl"
SELF_TEST = "uji_mandiri"
"""The button that presses the others, on a sample of its own."""


def press(host: Host, request: Request) -> tuple[str, str]:
    """Do what a button asks for.

    Args:
        host: the book that was active.

    Returns:
        ``(message shown, weight)``.
    """
    tracked = Tracked(host)
    button = MENURUT_ID.get(request.flow)
    message, weight = "", "info"
    state = None
    try:
        if button is None or not button.ada:
            name = button.label if button else request.flow
            raise UserError(
                f"Tombol {name} belum dapat dipakai di versi lkjip-xl ini. Yang sudah ada: "
                f"{', '.join(a.label for a in MENURUT_ID.values() if a.ada)}.",
                "belum_ada",
            )
        state = tracked.state()
        if button.perlu_buku:
            refuse_unusable(tracked.book(), button)
        tracked.quiet()
        tracked.status(f"{TITLE}: {button.label} sedang dikerjakan ...")
        message = _run(button, tracked, request)
    except UserError as error:
        message, weight = _refusal(error, request), "peringatan"
    except Exception as error:
        message, weight = _unexpected(error, button, tracked.changed), "galat"
    finally:
        steps: tuple[Callable[[], Any], ...] = (
            lambda: tracked.status(None),
            lambda: state is not None and tracked.restore(state),
        )
        for step in steps:
            try:
                step()
            except Exception as error:  # the result stands; what could not be put back is said
                message = f"{message}\n\nTampilan Excel tidak dapat dikembalikan sepenuhnya ({error})."
    tracked.say(message, weight)
    return message, weight


def _run(button: Alur, host: Tracked, request: Request) -> str:
    if button.id == SELF_TEST:
        from .self_test import run_self_test

        return run_self_test(host, press)
    with CollectionPaused():  # the flows pause by themselves, each as long as it holds a book
        from .flows import FLOWS  # with the engine, which a button that is refused does not need

    with buttons_are_pressed():
        return FLOWS[button.id](host, request.answers)


def _refusal(error: UserError, request: Request) -> str:
    if error.kode == "bukan_buku_lkjip":
        return f"{request.book} bukan buku LKjIP. Buka buku LKjIP Anda, atau tekan Buku Baru untuk membuatnya."
    return str(error)


def _unexpected(error: Exception, button: Alur | None, changed: bool) -> str:
    """Message for a mistake of ours; the details go to a file that can be sent on."""
    book = (
        "Buku yang terbuka sudah sebagian berubah: tutup tanpa menyimpan, lalu buka lagi."
        if changed
        else "Buku yang terbuka tidak diubah."
    )
    return crash_message(write_crash_file(error), button.label if button else "Tombol ini", book)
