"""Measures: small functions that say of a world, or of two twins, what became of its people."""
