"""Which method makes the score of a regime."""

from __future__ import annotations

from counterscore.engine.methods.method import Method
from counterscore.engine.methods.model import Modelling
from counterscore.engine.methods.ratings import RatingMethod
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile


def method_of(society: SocietyFile, regime: RegimeFile) -> Method | None:
    """Return the method of a regime; None for a ledger of points, which the month keeps itself."""
    score = regime.score
    if score and score.model:
        return Modelling(society, regime, score, score.model)
    if score and score.encounters:
        return RatingMethod(score.encounters)
    return None
