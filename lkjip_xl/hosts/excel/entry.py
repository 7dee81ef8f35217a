"""Where Excel enters: one call per button, from the VBA module ``LkUtama`` through xlwings' RunPython.

What the button is and what the user answered arrive as hexadecimal digits, because a command line of Windows loses
quotes, percent signs and every letter outside its code page.
"""

from ..openbook.request import read_request


def jalankan(heksa: str) -> None:
    """Run a button's flow in the Excel that called; every outcome ends as a message in Excel, never as a traceback."""
    import sys

    from ..openbook.press import press
    from .xlwings_host import XlwingsHost, jangan_tutup_excel_lain

    request = read_request(heksa)
    try:
        jangan_tutup_excel_lain()
        host = XlwingsHost(request.book)
    except Exception as error:
        # RunPython shows what stands on the error stream.
        sys.exit(
            "lkjip-xl tidak dapat menghubungi Excel. Tutup jendela pesan yang masih terbuka dan keluar dari sel yang "
            f"sedang disunting (Esc), lalu tekan tombolnya lagi.\n\n({type(error).__name__}: {error})"
        )
    press(host, request)
