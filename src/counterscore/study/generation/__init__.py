"""A generation later: what a gate before school places has made of those who were children under it."""

from counterscore.study.generation.generation import Finding, Generation, generation

__all__ = ["Finding", "Generation", "generation"]
