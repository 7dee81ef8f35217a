"""One layout engine for every report sheet: blocks lie down on a draft, the draft is divided into pages."""
