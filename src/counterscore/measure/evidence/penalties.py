"""What refusals rest on: other contexts, the score alone, errors, other people, a few reasons, single inputs."""

from __future__ import annotations

import numpy as np

from counterscore.measure.evidence.evidence import Evidence, share, unknown
from counterscore.measure.twins import Twins

NO_GATE = "No gate refused anybody."


def cross_context(twins: Twins) -> Evidence:
    """M1: share of refusals by a gate that become grants without the acts from unrelated domains of life."""
    met = twins.a.refusals
    sentence = "{share} of refusals would not have been without acts from unrelated domains of life."
    return share(met.unrelated.sum(), met.met.sum(), sentence, NO_GATE)


def decisiveness(twins: Twins) -> Evidence:
    """M4: share of refusals by a gate that become grants with the median score."""
    met = twins.a.refusals
    return share(met.median.sum(), met.met.sum(), "{share} of refusals turn with the median score.", NO_GATE)


def wrongful(twins: Twins) -> Evidence:
    """M6: share of refusals by a gate that false records alone explain, at the regime's own rate of errors."""
    met = twins.a.refusals
    months = int(twins.a.listings.months_wrong.sum())
    sentence = "{share} of refusals would not have been without false records; " + (
        f"these also explain {months:,} person-months on lists."
    )
    return share(met.wrong.sum(), met.met.sum(), sentence, NO_GATE)


def collateral(twins: Twins) -> Evidence:
    """M8: share of refusals by a gate without the friends' part, or of somebody with no unlawful act."""
    met = twins.a.refusals
    of_friends = int(met.friends.sum())
    sentence = "{share} of refusals hit somebody with no unlawful act of their own" + (
        f"; {of_friends:,} would not have been without the friends' part."
    )
    return share(met.innocent.sum(), met.met.sum(), sentence, NO_GATE)


def fidelity(twins: Twins) -> Evidence:
    """M9: share of refusals by a gate that the four heaviest reasons explain: without them one is let through."""
    met = twins.a.refusals
    sentence = "{share} of refusals turn without their four heaviest reasons."
    return share(met.four.sum(), met.met.sum(), sentence, NO_GATE)


def redundancy(twins: Twins) -> Evidence:
    """M13: share of the rated acts of which none alone turns one refusal in a hundred."""
    met, acts = int(twins.a.refusals.met.sum()), twins.a.activity
    rated = [acts[rating.activity] for rating in twins.a.regime.ratings if rating.activity in acts]
    if not met or not rated:
        return unknown(NO_GATE if rated else "Nothing is rated.")
    idle = int(np.sum(twins.a.refusals.by_act[rated] < 0.01 * met))
    return share(idle, len(rated), "{share} of the rated acts turn less than one refusal in a hundred.", NO_GATE)
