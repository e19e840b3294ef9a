"""The choice of a scoring method for a regime."""

from __future__ import annotations

from counterscore.engine.methods.method import Method
from counterscore.engine.methods.model import Modelling
from counterscore.engine.methods.ratings import RatingMethod
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile


def method_of(society: SocietyFile, regime: RegimeFile) -> Method | None:
    """Return the scoring method of a regime; None for the ledger of points, which needs no method of its own."""
    score = regime.score
    if score and score.model:
        return Modelling(society, regime, score, score.model)
    if score and score.encounters:
        return RatingMethod(score.encounters)
    return None
