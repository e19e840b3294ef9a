"""How the firms of a world begin."""

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
    """Return the firms of these people before the run-in; None for a society without firms."""
    spec = society.firms
    drawn = draw_firms(society, people.columns, people_seed)
    if spec is None or drawn is None:
        return None
    plans = compile_firms(spec, without), compile_firms(spec, regime)
    trust = np.asarray(people.columns["trustworthiness"], np.float32)
    firms = found(spec, drawn, plans, begins(regime), trust)
    firms.founded -= np.int32(society.society.run_in.value)  # the ages drawn are those at the start of the run-in
    return firms


def begins(regime: RegimeFile) -> int | None:
    """Return the first month in which the rules for firms hold: that of the state's mandatory phase; None for never."""
    return min((phase.from_month for phase in timeline(regime) if _of_the_state(regime, phase)), default=None)


def _of_the_state(regime: RegimeFile, phase: Phase) -> bool:
    """Whether everybody is scored, and not by private operators alone."""
    operators = in_force(regime, phase) if regime.operators else []
    return phase.participation == "mandatory" and (not operators or any(each.kind == "state" for each in operators))
