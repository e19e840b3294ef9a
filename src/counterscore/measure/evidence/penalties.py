"""What refusals are based on: other contexts, the score alone, errors, other people, few reasons, single acts."""

from __future__ import annotations

import numpy as np

from counterscore.measure.evidence.evidence import Evidence, clustered_share, share, unknown
from counterscore.measure.ties.association import rates
from counterscore.measure.twins import Twins

NO_GATE = "No gate refused anybody."


def cross_context(twins: Twins) -> Evidence:
    """Return M1: share of refusals by a gate that would be approvals without acts from unrelated areas of life."""
    met = twins.a.refusals
    sentence = "{share} of refusals happened only because of acts from unrelated areas of life."
    return clustered_share(met.unrelated, met.met, sentence, NO_GATE)


def decisiveness(twins: Twins) -> Evidence:
    """Return M4: share of refusals, where the regime has a gate or list, that the score alone decides."""
    met = twins.a.refusals
    sentence = "{share} of refusals were decided by the score alone: the best score would have made them approvals."
    nothing = "Nobody with a score was refused anything for which the regime has a gate or list."
    return clustered_share(met.alone, met.refused, sentence, nothing)


def wrongful(twins: Twins) -> Evidence:
    """Return M6: share of refusals by a gate due to false records alone, at the regime's own error rate."""
    met = twins.a.refusals
    months = int(twins.a.listings.months_wrong.sum())
    sentence = "{share} of refusals happened only because of false records, " + (
        f"which also explain {months:,} person-month{'s' if months != 1 else ''} on lists."
    )
    return clustered_share(met.wrong, met.met, sentence, NO_GATE)


def collateral(twins: Twins) -> Evidence:
    """Return M8: share of gate refusals of people without a bad act of their own, or due to friends' scores alone."""
    met = twins.a.refusals
    if not rates(twins.a):
        return unknown("The regime rates no act, so it cannot be said whose acts were bad.")
    innocent, by_friends, either = (int(each.sum()) for each in (met.innocent, met.friends, met.collateral))
    sentence = (
        "{share} of refusals were not for a person's own acts: "
        f"{innocent:,} hit people without an act that the regime rates negatively, "
        f"{by_friends:,} happened only because of friends' scores; both applies to {innocent + by_friends - either:,}."
    )
    return clustered_share(met.collateral, met.met, sentence, NO_GATE)


def fidelity(twins: Twins) -> Evidence:
    """Return M9: share of refusals by a gate that would be approvals without their four main reasons."""
    met = twins.a.refusals
    sentence = "{share} of refusals would have been approvals without their four main reasons."
    return clustered_share(met.four, met.met, sentence, NO_GATE)


def redundancy(twins: Twins) -> Evidence:
    """Return M13: share of rated acts that, taken alone, decide fewer than one refusal in a hundred."""
    met, acts = int(twins.a.refusals.met.sum()), twins.a.activity
    rated = [acts[rating.activity] for rating in twins.a.regime.ratings if rating.activity in acts]
    if not met or not rated:
        return unknown(NO_GATE if rated else "No act is rated.")
    negligible = int(np.sum(twins.a.refusals.by_act[rated] < 0.01 * met))
    return share(
        negligible,
        len(rated),
        "Taken alone, {share} of rated acts decide fewer than one refusal in a hundred.",
        NO_GATE,
    )
