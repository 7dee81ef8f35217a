"""The document that an office submits: the text of ``tbl_naskah`` with its slots filled, and the Word file of it."""
