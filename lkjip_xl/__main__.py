"""``python -m lkjip_xl`` is the command ``lkjip-xl``."""

from .hosts.cli import main

main()
