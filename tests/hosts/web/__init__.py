"""The browser as a host: the bridge, the build, equal bytes, and the page in a real browser."""
