"""Compile meeting places."""

from __future__ import annotations

import numpy as np

from counterscore.engine.core.plan import MeetingRules
from counterscore.engine.core.scale import thousandths
from counterscore.engine.core.state import NEWBORN_PLACES
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile
from counterscore.society.ties import decays

f32 = np.float32
_YEAR = 12


def meeting_rules(society: SocietyFile, regime: RegimeFile) -> MeetingRules:
    """Return where people meet and whom they choose. Without a public rank, nobody can choose friends by score."""
    spec, responses, (decay, similarity) = society.ties.meeting, society.responses, decays(society.ties)
    public = regime.rank is not None and regime.rank.public
    return MeetingRules(
        met=round(spec.met.value) if spec else 0,
        friends=f32(spec.friends.value if spec else 0.0),
        foci=f32(spec.foci.value if spec else 0.0),
        anybody=f32(spec.anybody.value if spec else 0.0),
        near=int(society.ties.near.value),
        catchment=round(spec.catchment.value) if spec else 0,
        from_age=np.int32(round(spec.from_age.value * _YEAR) if spec else 0),
        to_age=np.int32(round(spec.to_age.value * _YEAR) if spec else 0),
        newborn=round(spec.newborn.value) if spec else NEWBORN_PLACES,
        decay=decay,
        similarity=similarity,
        shun_gap=np.int32(thousandths(responses.shun_gap.value)),
        choosy=f32(responses.choosy.value if public else 0.0),
    )
