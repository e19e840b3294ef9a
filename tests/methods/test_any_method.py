"""A scoring method itself declares what clauses and checks need to know, so a new one cannot be forgotten."""

from __future__ import annotations

from typing import Any, ClassVar, get_args

import pytest

from counterscore.regime.clauses import clauses, grantable
from counterscore.regime.faults import complaints
from counterscore.regime.methods import ScoreMethod
from counterscore.regime.schema import METHODS, RIGHTS, RegimeFile, Right, Rights, Score
from mechanisms.lab import changed, china, figure, scored


class Lottery(ScoreMethod):
    """A scoring method that the package does not know."""

    method = "lottery"
    clause = "that scores are drawn by lot"
    cannot_grant: ClassVar[dict[str, str]] = {"reasons": "there are none"}


class DrawnScore(Score):
    """A scale with that method."""

    lottery: Lottery | None = Lottery()


def drawn() -> RegimeFile:
    score = changed(DrawnScore(base=0.0, lowest=-100.0, highest=100.0), method="lottery")
    every: dict[str, Any] = dict.fromkeys(RIGHTS, Right(delay=0, odds=figure(1.0)))
    return changed(scored(), score=score, operators=[], rights=Rights(**every))


def test_a_new_method_is_a_clause() -> None:
    found = {clause.id: clause.title for clause in clauses(drawn(), china())}
    assert found["lottery"] == Lottery.clause


def test_a_new_method_declares_which_rights_it_allows() -> None:
    assert [right for right in RIGHTS if not grantable(drawn(), right)] == ["reasons"]
    found = {complaint.where: complaint for complaint in complaints(drawn())}
    assert found["rights", "reasons"].message == "there are none"


@pytest.mark.parametrize("table", METHODS.values())
def test_every_method_declares_what_clauses_and_checks_need(table: type[ScoreMethod]) -> None:
    assert table.clause
    assert table.cannot_grant.keys() <= set(RIGHTS)


def test_every_method_but_the_ledger_has_its_parameters() -> None:
    words = get_args(Score.model_fields["method"].annotation)
    assert sorted(words) == sorted(["ledger", *(table.method for table in METHODS.values())])
