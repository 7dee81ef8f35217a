"""``python -m lkjip_xl.build`` writes ``workbook_templates/``; ``python -m lkjip_xl.build web`` the browser's page."""

import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["web"]:
        from .web.assemble import main as build_page

        build_page(sys.argv[2:])
    else:
        from .files import main

        main()
