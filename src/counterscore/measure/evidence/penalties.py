"""What refusals are based on: other contexts, the score alone, errors, other people, few reasons, single acts."""

from __future__ import annotations

import numpy as np

from counterscore.measure.evidence.evidence import Evidence, percent, share_by_person, unknown, wilson
from counterscore.measure.ties.association import rates
from counterscore.measure.twins import Twins

NO_GATE = "No gate refused anybody."
SLIGHT = 0.01


def cross_context(twins: Twins) -> Evidence:
    """Return M1: share of refusals by a gate that would be approvals without acts from unrelated areas of life."""
    met = twins.a.refusals
    sentence = "{share} of refusals happened only because of acts from unrelated areas of life."
    nothing = NO_GATE if not met.met.any() else "It is not declared which acts are related to what gates refused."
    return share_by_person(met.unrelated, met.declared, sentence, nothing)


def decisiveness(twins: Twins) -> Evidence:
    """Return M4: share of refusals, where the regime has a gate or list, that the score alone decides."""
    met = twins.a.refusals
    sentence = "{share} of refusals were decided by the score alone: the best score would have made them approvals."
    nothing = "Nobody with a score was refused anything for which the regime has a gate or list."
    return share_by_person(met.alone, met.refused, sentence, nothing)


def wrongful(twins: Twins) -> Evidence:
    """Return M6: share of refusals by a gate due to false records alone, at the regime's own error rate."""
    met = twins.a.refusals
    months = int(twins.a.listings.months_wrong.sum())
    sentence = "{share} of refusals happened only because of false records, " + (
        f"which also explain {months:,} person-month{'s' if months != 1 else ''} on lists."
    )
    return share_by_person(met.wrong, met.met, sentence, NO_GATE)


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
    return share_by_person(met.collateral, met.met, sentence, NO_GATE)


def fidelity(twins: Twins) -> Evidence:
    """Return M9: share of refusals by a gate that would be approvals without their four main reasons."""
    met = twins.a.refusals
    sentence = "{share} of refusals would have been approvals without their four main reasons."
    return share_by_person(met.four, met.met, sentence, NO_GATE)


def redundancy(twins: Twins) -> Evidence:
    """Return M13: share of rated acts that, taken alone, decide fewer than one refusal in a hundred.

    The interval goes from the acts of which this is sure to those of which it may be, each by Wilson's interval for the
    number of people refused. There is no value for so few people that of no act it would be sure.
    """
    refusals, acts = twins.a.refusals, twins.a.activity
    rated = sorted({acts[rating.activity] for rating in twins.a.regime.ratings if rating.activity in acts})
    people, total = int((refusals.met > 0).sum()), int(refusals.met.sum())
    if not total or not rated:
        return unknown(NO_GATE if rated else "No act is rated.")
    if wilson(0.0, people)[1] >= SLIGHT:
        return unknown(f"Gates refused {people:,} people, too few to tell which acts decide nothing.")
    shares = refusals.by_act[rated] / total
    ends = np.array([wilson(float(each), people) for each in shares])
    value, low, high = (float((each < SLIGHT).mean()) for each in (shares, ends[:, 1], ends[:, 0]))
    sentence = f"Taken alone, {percent(value)} of rated acts decide fewer than one refusal in a hundred."
    return Evidence(value, low, high, len(rated), sentence)
