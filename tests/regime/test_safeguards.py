"""Safeguards of the catalogue: each is valid, and changes in a regime what it says and nothing else."""

from __future__ import annotations

import pytest

from counterscore import Regime, Society
from counterscore.catalogue.judgement import judgement
from counterscore.regime.faults import check
from counterscore.regime.safeguarding import safeguarded
from counterscore.regime.safeguards import Safeguard, rights_on_offer, safeguards
from counterscore.regime.schema import RIGHTS, Attention, RegimeFile, Right
from mechanisms.lab import changed, china, figure, none, scored

CHINA, SHIPPED = Society.load("china-2018"), Regime.load("citizen-score").file
EVERY = {each.id: each for each in safeguards()}


def under(name: str, regime: RegimeFile | None = None) -> RegimeFile:
    return safeguarded(regime or scored(), china(), EVERY[name])


@pytest.mark.parametrize("safeguard", EVERY.values(), ids=list(EVERY))
def test_a_safeguard_changes_the_shipped_regime_and_leaves_it_valid(safeguard: Safeguard) -> None:
    file = safeguarded(SHIPPED, china(), safeguard)
    check(Regime.of(file), CHINA)
    assert file != SHIPPED
    # A safeguard that moves coverage part of the way to the mean can be applied again.
    if safeguard.blind is None or safeguard.blind.value == 1:
        assert safeguarded(file, china(), safeguard) == file


def test_uniform_surveillance_moves_coverage_towards_the_mean() -> None:
    before = next(each for each in SHIPPED.partners if each.coverage.urban.value != each.coverage.rural.value)
    low, high = sorted((before.coverage.urban.value, before.coverage.rural.value))
    for name, share in (("uniform-looking", 1.0), ("noise-on-attention", 0.5)):
        after = next(each for each in under(name, SHIPPED).partners if each.id == before.id).coverage
        assert after.urban.value + after.rural.value == pytest.approx(low + high)
        assert abs(after.urban.value - after.rural.value) == pytest.approx((1 - share) * (high - low))


def test_random_surveillance_follows_past_detections_less() -> None:
    figure = {"value": 0.8, "assumption": "a test", "range": (0, 1)}
    months = {"value": 12, "assumption": "a test", "range": (1, 24)}
    attention = Attention.model_validate({"by": "region", "lean": figure, "half_life": months, "most": months})
    first, *others = SHIPPED.partners
    leaning = changed(SHIPPED, partners=[first.model_copy(update={"attention": attention}), *others])
    assert under("uniform-looking", leaning).partners[0].attention is None
    calmer = under("noise-on-attention", leaning).partners[0].attention
    assert calmer is not None
    assert calmer.lean.value == pytest.approx(0.4)


@pytest.mark.parametrize("safeguard", EVERY.values(), ids=list(EVERY))
def test_without_a_score_safeguards_change_nothing(safeguard: Safeguard) -> None:
    file = safeguarded(none(), china(), safeguard)
    assert changed(file, rights=none().rights, facts=none().facts) == none()


def test_every_right_is_on_offer() -> None:
    assert set(rights_on_offer()) == set(RIGHTS)


def test_no_safeguard_makes_a_right_worse() -> None:
    sure = Right(delay=0, odds=figure(1.0))
    generous = changed(scored(), rights=changed(scored().rights, **dict.fromkeys(RIGHTS, sure)))
    for safeguard in EVERY.values():
        granted = safeguarded(generous, china(), safeguard).rights
        assert all(getattr(granted, name) == sure for name in RIGHTS), safeguard.id


def test_separate_contexts_keep_bills_and_taxes_for_mortgages_and_nothing_else() -> None:
    file = under("contexts-apart")
    domains = {each.id: each.domain for each in china().activities}
    bearing = judgement().domains()
    assert "mortgage" in [gate.decision for gate in file.gates]
    assert {frozenset(bearing[gate.decision]) for gate in file.gates} == {frozenset({"bills", "taxes"})}
    assert {domains[each.activity] for each in file.ratings} == {"bills", "taxes"}
    assert "job" not in [gate.decision for gate in file.gates]


def test_points_fade_no_slower_with_decay() -> None:
    assert scored().score is not None
    quick = changed(scored(), score=changed(scored().score, half_life=figure(3.0)))
    score = under("expiry-and-decay", quick).score
    assert score is not None
    assert score.half_life == figure(3.0)


def test_protected_acts_get_no_points() -> None:
    rated = {each.activity for each in under("protected-acts-free").ratings}
    assert not rated & {each.id for each in china().activities if each.law == "protected"}


def test_with_free_consent_participation_is_voluntary() -> None:
    file = under("free-consent", SHIPPED)
    assert {phase.participation for phase in file.phases} == {"voluntary"}
    assert {each.leaving.cost.value for each in file.operators if each.leaving} == {0.0}
    assert under("free-consent", scored()) == scored()  # without operators there is nothing to join
