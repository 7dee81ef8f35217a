"""The LibreOffice end of ``screens.py``: run by the system Python, which has ``uno``.

It opens a book in a window as large as the screen, shows each visible sheet from its first cell, prints the sheet's
name on a line, and waits for a line before it goes on.
"""

import os
import subprocess
import sys
import time

import uno
from com.sun.star.connection import NoConnectException
from uno_server import SETTINGS, prop


def start(profile):
    """A soffice with a window and a profile of its own: (its component context, the process)."""
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as f:
        f.write(SETTINGS % {"locale": "id-ID"})
    pipe = f"lkjiplayar{os.getpid()}"
    process = subprocess.Popen(
        ["soffice", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck",
         "-env:UserInstallation=" + uno.systemPathToFileUrl(profile), f"--accept=pipe,name={pipe};urp;"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"), process
        except NoConnectException:
            time.sleep(0.1)
    raise RuntimeError("soffice did not start")


def main(profile, book):
    """Show one sheet after the other."""
    context, process = start(profile)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    options = (prop("MacroExecutionMode", 0), prop("UpdateDocMode", 0))
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(book), "_blank", 0, options)
    document.calculateAll()
    controller = document.CurrentController
    window = controller.Frame.ContainerWindow
    window.IsMaximized = True
    # Calc's own helpers would cover the sheet: the side bar, and the bar that says that the file is read-only.
    controller.getSidebar().setVisible(False)
    time.sleep(2)
    for sheet in document.Sheets:
        if not sheet.IsVisible:
            continue
        controller.setActiveSheet(sheet)
        controller.select(sheet.getCellByPosition(0, 0))
        controller.getByIndex(controller.Count - 1).setFirstVisibleRow(0)
        print(sheet.Name, flush=True)
        if not sys.stdin.readline():
            break
    document.close(True)
    try:
        desktop.terminate()
    finally:
        process.wait(30)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]))
