"""Adaptive surveillance: its requirements are checked, and it is a clause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from catalogue.broken import regime as broken
from counterscore import Regime, Society
from counterscore.regime.clauses import clauses, without
from counterscore.regime.faults import complaints
from counterscore.regime.schema import Attention, RegimeFile
from counterscore.study.parties import parties
from mechanisms.lab import changed, china, figure, scored


def looking(file: RegimeFile, **parts: Any) -> RegimeFile:
    """Return the regime in which the first data source has adaptive surveillance."""
    given = {"by": "score", "lean": figure(0.5), "half_life": figure(12.0), "most": figure(3.0)} | parts
    first, *others = file.partners
    return changed(file, partners=[changed(first, attention=Attention(**given)), *others])


def faults(file: RegimeFile) -> list[tuple[str, str]]:
    found = [each for each in complaints(file) if "attention" in each.where]
    return [(str(each.where[-1]), each.message) for each in found]


def test_surveillance_can_adapt_by_region_list_or_score() -> None:
    for by in ("region", "list", "score"):
        assert faults(looking(scored(), by=by)) == []


def test_surveillance_by_score_needs_a_score() -> None:
    bare = changed(scored(), score=None, gates=[], lists=[], rank=None, bands=[])
    assert faults(looking(bare)) == [("by", "attention by score needs a score, and this partner reports to none")]
    assert faults(looking(bare, by="region")) == []


def test_surveillance_by_list_needs_a_list_for_low_scores() -> None:
    red = changed(scored(), lists=[listing for listing in scored().lists if listing.below is None])
    assert red.lists
    assert faults(looking(red, by="list")) == [
        ("by", "attention by list needs a list for low scores, and there is none")
    ]


def test_a_source_that_sees_no_act_with_a_penalty_has_nothing_to_detect() -> None:
    kind = changed(scored(), ratings=[rating for rating in scored().ratings if rating.points.value > 0])
    ((key, message),) = faults(looking(kind))
    assert (key, message[:34]) == ("attention", "this partner has nothing to detect")


def test_meaningless_amounts_are_refused() -> None:
    assert faults(looking(scored(), half_life=figure(0.0))) == [("value", "a half-life must be positive")]
    assert faults(looking(scored(), most=figure(0.5))) == [
        ("value", "nobody can be watched less than with even surveillance, which is 1")
    ]


def test_a_fault_is_reported_with_its_place(tmp_path: Path) -> None:
    figures = "".join(f'{key} = {{ value = 1, source = "x" }}\n' for key in ("lean", "half_life", "most"))
    fault = broken(tmp_path)("[partners.coverage]", f'[partners.attention]\nby = "scor"\n{figures}[partners.coverage]')
    assert (fault.key, fault.nearest) == ("partners[0].attention.by", "score")


def test_it_is_a_clause_whose_neutral_form_is_even_surveillance() -> None:
    led = looking(scored())
    name = f"attention.{led.partners[0].id}"
    clause = next(each for each in clauses(led, china()) if each.id == name)
    assert without(led, [clause]).partners == scored().partners
    assert [party.id for party in parties([clause], "kind")] == ["attention"]


@pytest.mark.parametrize("by", ["score", "list"])
def test_it_is_removed_together_with_the_clause_it_depends_on(by: str) -> None:
    led = looking(scored(), by=by)
    every = [each for each in clauses(led, china()) if not each.id.startswith(("attention", "partner"))]
    left = without(led, every)
    assert left.partners
    assert all(partner.attention is None for partner in left.partners)
    assert list(complaints(left)) == []


def test_a_regime_of_the_catalogue_adapts_surveillance_by_score() -> None:
    rules, society = Regime.load("welfare-risk").file, Society.load("usa-2019").file
    (found,) = (each for each in clauses(rules, society) if each.kind == "attention")
    assert found.title == "adaptive surveillance by the investigators"
