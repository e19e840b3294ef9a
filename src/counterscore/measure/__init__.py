"""Measures: small functions that compute, from one simulated world or from twin worlds, how people fared."""
