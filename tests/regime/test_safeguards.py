"""Safeguards of the catalogue: each is sound, and does to a regime what it says and no more."""

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
def test_a_safeguard_changes_the_shipped_regime_and_leaves_it_sound(safeguard: Safeguard) -> None:
    file = safeguarded(SHIPPED, china(), safeguard)
    check(Regime.of(file), CHINA)
    assert file != SHIPPED
    if safeguard.blind is None or safeguard.blind.value == 1:  # half way to the mean can be gone again
        assert safeguarded(file, china(), safeguard) == file


def test_looking_blind_to_place_draws_coverage_towards_the_mean() -> None:
    before = next(each for each in SHIPPED.partners if each.coverage.urban.value != each.coverage.rural.value)
    low, high = sorted((before.coverage.urban.value, before.coverage.rural.value))
    for name, share in (("uniform-looking", 1.0), ("noise-on-attention", 0.5)):
        after = next(each for each in under(name, SHIPPED).partners if each.id == before.id).coverage
        assert after.urban.value + after.rural.value == pytest.approx(low + high)
        assert abs(after.urban.value - after.rural.value) == pytest.approx((1 - share) * (high - low))


def test_looking_by_lot_leans_less_to_earlier_finds() -> None:
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
def test_where_there_is_no_score_nothing_is_to_be_mended(safeguard: Safeguard) -> None:
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


def test_contexts_apart_keep_dues_for_mortgages_and_nothing_else() -> None:
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


def test_what_the_law_protects_is_free() -> None:
    rated = {each.activity for each in under("protected-acts-free").ratings}
    assert not rated & {each.id for each in china().activities if each.law == "protected"}


def test_consent_that_costs_nothing_makes_nobody_take_part() -> None:
    file = under("free-consent", SHIPPED)
    assert {phase.participation for phase in file.phases} == {"voluntary"}
    assert {each.leaving.cost.value for each in file.operators if each.leaving} == {0.0}
    assert under("free-consent", scored()) == scored()  # without operators there is nothing to join
