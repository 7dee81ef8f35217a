"""Hosts are thin: they translate a call, let the engine work, and translate the answer back."""
