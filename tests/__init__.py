"""The proof of lkjip_xl, in the same rooms as the package."""
