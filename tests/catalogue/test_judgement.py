"""The declared judgement covers every decision of every society of the catalogue, and names no other."""

from __future__ import annotations

from counterscore import Society
from counterscore.catalogue.find import names
from counterscore.catalogue.judgement import judgement


def test_every_decision_of_the_catalogue_has_a_relevance_and_a_severity() -> None:
    decisions = {each.id for name in names("societies") for each in Society.load(name).file.decisions}
    assert set(judgement().domains()) == decisions
    assert set(judgement().severity) == decisions
    assert set(judgement().essential.decisions) <= decisions
