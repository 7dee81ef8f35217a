"""The slots, the repetitions and the conditions of ``tbl_naskah``, by subject; found by discovery."""
