"""Compile beliefs and responses."""

from __future__ import annotations

import numpy as np

from counterscore.engine.compile.numbers import threshold
from counterscore.engine.compile.opinions import felt
from counterscore.engine.core.plan import Learning
from counterscore.engine.core.scale import thousandths
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile

f32 = np.float32


def _visible(society: SocietyFile, regime: RegimeFile) -> float:
    """Return the share of kinds of act that some source sees."""
    seen = {name for source in regime.partners for name in source.sees}
    return len(seen) / len(society.activities)


def clarity(regime: RegimeFile) -> float:
    """Return how well people know which acts count: 1 if reasons are always given, `blind` if they never are."""
    rights = regime.rights
    blind = rights.blind.value if rights.blind else 1.0
    return blind + (1 - blind) * (rights.reasons.odds.value if rights.reasons else 0.0)


def learning(society: SocietyFile, regime: RegimeFile) -> Learning:
    """Return how fast beliefs change and how strong responses are.

    Responses are weaker if people do not know which acts count. Without a public rank, nobody can drop or choose
    friends by score.
    """
    r, clear, ties, opinions = society.responses, clarity(regime), society.ties, felt(society, regime)
    public = regime.rank is not None and regime.rank.public
    return Learning(
        learning=f32(r.learning.value),
        hearsay=f32(r.hearsay.value),
        forgetting=f32(r.forgetting.value),
        noticing=f32(r.noticing.value),
        visible=f32(_visible(society, regime)),
        comply=f32(r.comply.value * clear),
        censor=f32(r.censor.value * clear),
        game=f32(r.game.value * clear),
        wary=f32(r.wary.value),
        tilt=f32(r.tilt.value),
        safe_ease=f32(r.safe_ease.value),
        threshold=f32(r.threshold.value if r.threshold and society.structure.response == "threshold" else -1.0),
        turnover=f32(r.turnover.value),
        shun=f32(r.shun.value if public else 0.0),
        shun_gap=np.int32(thousandths(r.shun_gap.value)),
        seek=f32(ties.meeting.seek.value if ties.meeting else r.seek.value),
        choosy=f32(r.choosy.value if public else 0.0),
        by_decision=r.weighs == "decision",
        turn=np.int64(ties.turn.value),
        near_bits=np.int64(int(ties.near.value).bit_length() - 1),
        anybody=threshold(ties.anybody.value),
        by_room=ties.meeting is not None,
        lasting=f32(ties.kin.lasting.value if ties.kin else 0.0),
        chills=opinions.chills,
        complies=opinions.complies,
        befriends=opinions.befriends,
    )
