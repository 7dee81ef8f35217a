"""``python -m lkjip_xl.build`` writes ``workbook_templates/``."""

from .files import main

if __name__ == "__main__":
    main()
