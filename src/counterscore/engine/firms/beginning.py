"""The firms of a new world."""

from __future__ import annotations

import numpy as np

from counterscore.engine.firms.company import Firms, found
from counterscore.engine.firms.compiling import compile_firms
from counterscore.regime.phases import in_force, timeline
from counterscore.regime.schema import Phase, RegimeFile
from counterscore.society.firms import draw_firms
from counterscore.society.people import People
from counterscore.society.schema import SocietyFile


def begin_firms(
    society: SocietyFile, regime: RegimeFile, without: RegimeFile, people: People, people_seed: int
) -> Firms | None:
    """Return the firms of these people before the burn-in; None for a society without firms. `without`: no regime."""
    spec = society.firms
    drawn = draw_firms(society, people.columns, people_seed)
    if spec is None or drawn is None:
        return None
    plans = compile_firms(spec, without), compile_firms(spec, regime)
    trust = np.asarray(people.columns["trustworthiness"], np.float32)
    firms = found(spec, drawn, plans, begins(regime), trust)
    firms.founded -= np.int32(society.society.run_in.value)  # ages are drawn as of the start of the burn-in
    return firms


def begins(regime: RegimeFile) -> int | None:
    """Return the first month with rules for firms: the start of the state's first mandatory phase; None for never."""
    return min((phase.from_month for phase in timeline(regime) if _of_the_state(regime, phase)), default=None)


def _of_the_state(regime: RegimeFile, phase: Phase) -> bool:
    """Return whether everybody is scored in the phase, and not only by private operators."""
    operators = in_force(regime, phase) if regime.operators else []
    return phase.participation == "mandatory" and (not operators or any(each.kind == "state" for each in operators))
