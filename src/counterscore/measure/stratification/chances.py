"""Approval rates and refusals."""

from __future__ import annotations

import numpy as np

from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Person, ratio


def granted(world: Outcomes) -> Person:
    """Return the approval rate: share of a person's requests that were granted."""
    answers = world.answers
    share = ratio(answers.granted.sum(axis=0, dtype=np.int64), answers.asked.sum(axis=0, dtype=np.int64))
    return np.where(world.people.there, share, np.nan)


def refused(world: Outcomes) -> Person:
    """Return requests refused per year of life, per person."""
    answers = world.answers
    count = answers.asked.sum(axis=0, dtype=np.int64) - answers.granted.sum(axis=0, dtype=np.int64)
    return np.where(world.people.there, 12 * ratio(count, world.times.alive), np.nan)
