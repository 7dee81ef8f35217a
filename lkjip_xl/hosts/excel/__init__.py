"""Desktop Excel through xlwings: buttons, ribbon, functions in cells. Only this package imports xlwings."""
