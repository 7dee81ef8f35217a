"""Python's search for cyclic garbage, put off while a book is worked on.

A flow makes hundreds of thousands of objects that it holds until it is done, and next to none of them form cycles: the
collector walks them over and over (a tenth of the processor's time) and finds nothing to free.
"""

import gc

_EVERY = 20
"""So many pauses end without a look at what they made; the next one ends with a look at everything."""


class CollectionPaused:
    """Context in which no garbage is looked for; within another one it changes nothing."""

    __slots__ = ("_was_on",)
    ended = 0

    def __enter__(self) -> None:
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if not self._was_on:
            return
        CollectionPaused.ended += 1
        if CollectionPaused.ended % _EVERY == 0:
            gc.collect()
        elif hasattr(gc, "freeze") and not gc.get_freeze_count():
            # What was made counts as old at once. Otherwise the next object that is made has all of it walked through.
            gc.freeze()
            gc.unfreeze()
        gc.enable()
