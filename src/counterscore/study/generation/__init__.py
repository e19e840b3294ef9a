"""A generation later: what a gate for school places does to children once they are adults."""

from counterscore.study.generation.generation import Generation, OutcomeDifference, generation

__all__ = ["Generation", "OutcomeDifference", "generation"]
