"""The computed book, seen once: one equality of codes, the inputs, the calculator, the world that answers."""
