"""Every report as data: which rows, which columns, which rule, which form."""
