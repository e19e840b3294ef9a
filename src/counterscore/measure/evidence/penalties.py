"""What refusals are based on: other contexts, the score alone, errors, other people, few reasons, single acts."""

from __future__ import annotations

import numpy as np

from counterscore.measure.evidence.evidence import Evidence, share, unknown
from counterscore.measure.twins import Twins

NO_GATE = "No gate refused anybody."


def cross_context(twins: Twins) -> Evidence:
    """Return M1: share of refusals by a gate that would be approvals without acts from unrelated areas of life."""
    met = twins.a.refusals
    sentence = "{share} of refusals happened only because of acts from unrelated areas of life."
    return share(met.unrelated.sum(), met.met.sum(), sentence, NO_GATE)


def decisiveness(twins: Twins) -> Evidence:
    """Return M4: share of refusals by a gate that would be approvals with the median score."""
    met = twins.a.refusals
    return share(
        met.median.sum(), met.met.sum(), "{share} of refusals would have been approvals with the median score.", NO_GATE
    )


def wrongful(twins: Twins) -> Evidence:
    """Return M6: share of refusals by a gate due to false records alone, at the regime's own error rate."""
    met = twins.a.refusals
    months = int(twins.a.listings.months_wrong.sum())
    sentence = "{share} of refusals happened only because of false records, " + (
        f"which also explain {months:,} person-month{'s' if months != 1 else ''} on lists."
    )
    return share(met.wrong.sum(), met.met.sum(), sentence, NO_GATE)


def collateral(twins: Twins) -> Evidence:
    """Return M8: share of gate refusals of people without any unlawful act; refusals due to friends' scores alone."""
    met = twins.a.refusals
    by_friends = int(met.friends.sum())
    sentence = "{share} of refusals hit people who had done nothing unlawful; " + (
        f"{by_friends:,} happened only because of friends' scores."
    )
    return share(met.innocent.sum(), met.met.sum(), sentence, NO_GATE)


def fidelity(twins: Twins) -> Evidence:
    """Return M9: share of refusals by a gate that would be approvals without their four main reasons."""
    met = twins.a.refusals
    sentence = "{share} of refusals would have been approvals without their four main reasons."
    return share(met.four.sum(), met.met.sum(), sentence, NO_GATE)


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
