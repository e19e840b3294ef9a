"""A generation later: what a gate before school places has made of those who were children under it."""

from counterscore.study.generation.generation import Generation, OutcomeDifference, generation

__all__ = ["Generation", "OutcomeDifference", "generation"]
