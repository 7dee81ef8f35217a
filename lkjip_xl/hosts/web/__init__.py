"""The browser as a host: the same engine as WebAssembly behind one page, with nothing to install."""
