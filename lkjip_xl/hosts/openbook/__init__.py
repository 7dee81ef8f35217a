"""Any live book: the Host interface, the buttons, and the flows on an open book."""
