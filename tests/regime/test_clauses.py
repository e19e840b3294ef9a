"""A regime is split into clauses; each can be removed, and without all of them it is no regime."""

from __future__ import annotations

import random
from typing import get_args

import numpy as np
import pytest

from counterscore import Regime, Society
from counterscore.catalogue.find import names
from counterscore.regime.clauses import Clause, Kind, clauses, without
from counterscore.regime.faults import check
from counterscore.regime.rating_groups import RatingsBy
from counterscore.regime.safeguarding import safeguarded
from counterscore.regime.safeguards import safeguards
from counterscore.regime.schema import RIGHTS, Listing, RegimeFile
from counterscore.study.parties import TOGETHER, parties
from mechanisms.lab import changed, china, figure, live, none, scored

CHINA = Society.load("china-2018")


def parts(regime: RegimeFile | None = None, ratings: RatingsBy = "law") -> dict[str, Clause]:
    return {each.id: each for each in clauses(regime or scored(), china(), ratings)}


def off(*names: str) -> RegimeFile:
    return without(scored(), [parts()[name] for name in names])


def rules(file: RegimeFile) -> RegimeFile:
    return changed(file, regime=none().regime, facts=None)


def test_each_part_of_the_regime_is_a_clause() -> None:
    names = set(parts())
    assert {f"partner.{each.id}" for each in scored().partners} < names
    assert {f"gate.{each.decision}" for each in scored().gates} < names
    assert {f"list.{each.id}" for each in scored().lists} < names
    assert {"friends", "rank", "forgetting"} < names
    rights = {name.split(".")[1]: name.split(".")[0] for name in names if name.split(".")[0] in ("right", "missing")}
    assert set(rights) == set(RIGHTS)
    assert {name for name, kind in rights.items() if kind == "right"} == {"notice", "repair"}


@pytest.mark.parametrize("by", ["law", "domain", "each"])
def test_each_rating_is_in_exactly_one_group(by: RatingsBy) -> None:
    rated = sorted(rating.activity for rating in scored().ratings)
    gone = [
        {r.activity for r in scored().ratings} - {r.activity for r in without(scored(), [each]).ratings}
        for each in clauses(scored(), china(), by)
        if each.kind == "ratings"
    ]
    assert sorted(name for group in gone for name in group) == rated
    assert len(gone) == len(rated) if by == "each" else len(gone) < 12


@pytest.mark.parametrize("name", parts())
def test_a_regime_without_a_clause_is_valid_and_the_clause_is_gone(name: str) -> None:
    file = off(name)
    check(Regime.of(file), CHINA)
    assert file != scored()
    assert name not in parts(file)


def test_any_set_of_clauses_can_be_removed_in_any_order() -> None:
    draw, every = random.Random(7), clauses(scored(), china())
    for _ in range(100):
        some = draw.sample(every, draw.randint(0, len(every)))
        file = without(scored(), some)
        check(Regime.of(file), CHINA)
        assert file == without(scored(), draw.sample(some, len(some)))


def test_without_any_clause_the_file_is_that_of_no_regime() -> None:
    assert rules(without(scored(), list(parts().values()))) == rules(none())


def test_without_any_clause_lives_equal_those_under_no_regime_bit_for_bit() -> None:
    bare = live(china(), without(scored(), list(parts().values())), citizens=1000, months=18)
    free = live(china(), none(), citizens=1000, months=18)
    for column in ("bits", "wealth", "born", "stakes", "watched", "score", "months_employed", "denied"):
        assert np.array_equal(bare.column(column), free.column(column)), column
    assert np.array_equal(bare.acts, free.acts)
    assert np.array_equal(bare.answers, free.answers)


def test_acts_that_no_source_sees_are_not_rated() -> None:
    seen = {act for each in off("partner.city-offices").partners for act in each.sees}
    assert "leaves-bill-unpaid" not in seen
    assert {rating.activity for rating in off("partner.city-offices").ratings} <= seen


def test_a_gate_refers_to_the_remaining_lists() -> None:
    documents = next(gate for gate in off("list.grey").gates if gate.decision == "official-document")
    assert documents.not_listed == ["black"]


def test_a_list_follows_the_nearest_remaining_list() -> None:
    def listing(name: str, after: str | None) -> Listing:
        return Listing(id=name, title=name, below=500.0, months=6, after=after, after_months=2 if after else 0)

    chain = changed(scored(), lists=[listing("a", None), listing("b", "a"), listing("c", "b")], gates=[])
    middle = without(chain, [parts(chain)["list.b"]])
    assert [(each.id, each.after, each.after_months) for each in middle.lists] == [("a", None, 0), ("c", "a", 2)]
    last = without(chain, [parts(chain)["list.b"], parts(chain)["list.a"]])
    assert [(each.id, each.after, each.after_months) for each in last.lists] == [("c", None, 0)]


def test_a_missing_right_in_its_neutral_form_is_granted() -> None:
    file = off("missing.correction")
    assert scored().rights.correction is None
    assert file.rights.correction is not None
    assert file.rights.correction.odds.value > 0


def test_a_right_that_is_granted_is_withheld_in_its_neutral_form() -> None:
    assert off("right.notice").rights.notice is None


def test_removing_a_gate_leaves_the_decision_to_the_incumbent() -> None:
    gated = live(china(), scored(), citizens=1500, months=24)
    free = live(china(), off("gate.mortgage"), citizens=1500, months=24)
    assert gated.by_gate("mortgage") > 0
    assert free.by_gate("mortgage") == 0


def test_no_regime_has_no_clauses() -> None:
    assert clauses(none(), china()) == []


def test_a_rating_of_zero_points_counts_as_rewarding() -> None:
    idle = [changed(each, points=figure(0.0)) for each in scored().ratings]
    names = set(parts(changed(scored(), ratings=idle)))
    assert not any(name.endswith("-punished") for name in names)


@pytest.mark.parametrize("name", names("regimes"))
def test_every_shipped_regime_can_be_split_into_clauses(name: str) -> None:
    regime = Regime.load(name).file
    society, draw = Society.load(regime.regime.society), random.Random(3)
    every = clauses(regime, society.file)
    assert len({each.id for each in every}) == len(every)
    for _ in range(20):
        check(Regime.of(without(regime, draw.sample(every, draw.randint(0, len(every))))), society)
    assert rules(without(regime, every)) == rules(none())
    for safeguard in safeguards():
        check(Regime.of(safeguarded(regime, society.file, safeguard)), society)


def test_every_kind_of_clause_has_a_name_for_all_of_its_clauses() -> None:
    kinds = {each.kind for each in clauses(scored(), china())}
    together = parties(clauses(scored(), china()), "kind")
    assert len(together) == len(kinds)
    assert sum(len(party.clauses) for party in together) == len(clauses(scored(), china()))
    assert set(TOGETHER) == set(get_args(Kind))


def test_a_perk_is_a_clause_and_an_operator_without_sources_is_removed() -> None:
    whole = Regime.load("citizen-score").file
    every = parts(whole)
    eased = without(whole, [every["perk.lender-score.mortgage"]])
    assert "mortgage" not in next(each for each in eased.operators if each.id == "lender-score").perks
    assert any(gate.decision == "mortgage" and gate.operator is None for gate in eased.gates)
    unfed = without(whole, [every["partner.lender"], every["partner.messaging-group"]])
    assert [each.id for each in unfed.operators] == ["payment-score", "state"]
    assert unfed.phases[0].operators == ["payment-score"]
