"""Faults of phases and operators are reported with their place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterscore import Regime, Society
from counterscore.catalogue.find import locate
from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.faults import check

TEXT = locate("regimes", "citizen-score").read_text(encoding="utf-8")
PERKS = 'perks = ["mortgage", "consumer-loan"]'
CASES = [
    ("from_month = 36", "from_month = 0", "phases[1].from_month", "in the same month as the phase voluntary", ""),
    ("from_month = 0", "from_month = 40", "phases[1].from_month", "begins before the phase voluntary", ""),
    ('operators = ["state"]', 'operators = ["stat"]', "phases[1].operators[0]", "no such operator", "state"),
    ('operators = ["state"]', "operators = []", "phases[1]", "this phase has no operators", ""),
    ('operators = ["state"]', 'operators = ["state", "lender-score"]', "phases[1].operators[1]",
     "may report to only one operator", ""),
    ('["payment-score", "lender-score"]', '["payment-score"]', "operators[1].id", "is not in any phase", ""),
    ('["lender", "messaging-group"]', '["lender", "messaging-grup"]', "operators[1].partners[1]", "no such partner",
     "messaging-group"),
    ('partners = ["shopping-group"]', "partners = []", "operators[0].partners", "1 or more entries", ""),
    (PERKS, PERKS.replace("]", ', "job"]'), "operators[1].perks[2]", "no gate grants this perk", ""),
    (PERKS, "perks = []", "gates[3].decision", "not among the perks of lender-score", ""),
    ('operator = "lender-score"', 'operator = "lender-scor"', "operators[1].perks[1]", "no gate grants", ""),
    ('decision = "date"\nscore', 'decision = "date"\nband = "fair"\nscore',
     "gates[1].band", "a perk cannot have `band`", ""),
    ("score = { value = 700,", "score = { value = 1700,", "gates[2].score.value", "outside the scale", ""),
    ('activity = "buys-nappies"\npoints = { value = 10', 'activity = "plays-games"\npoints = { value = 10',
     "operators[0].ratings[0].activity", "no partner of this operator sees", ""),
    ('participation = "voluntary"', 'participation = "optional"', "phases[0].participation", "not an allowed word", ""),
    ("base = 600.0", "base = 60.0", "operators[0].score.base", "outside the scale", ""),
    ('id = "lender-score"', 'id = "payment-score"', "operators[1].id", "a second time", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "words", "nearest"), CASES)
def test_a_fault_is_reported_with_its_place(
    tmp_path: Path, old: str, new: str, key: str, words: str, nearest: str
) -> None:
    fault = next(each for each in faults(tmp_path, old, new) if each.key == key)
    assert words in fault.message or words in fault.allowed
    assert fault.line > 0
    assert fault.nearest == nearest


def faults(folder: Path, old: str, new: str) -> tuple[Fault, ...]:
    assert old in TEXT
    path = folder / "broken.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        Regime.load(path)
    return tuple(caught.value.faults)


ONE_SLIP = [
    ('operators = ["state"]', 'operators = ["stat"]'),
    ('partners = ["shopping-group"]', 'partners = ["shoping-group"]'),
    ('perks = ["lease", "date", "official-document"]', 'perks = ["lease", "date", "oficial-document"]'),
]


@pytest.mark.parametrize(("old", "new"), ONE_SLIP)
def test_one_mistake_is_reported_once(tmp_path: Path, old: str, new: str) -> None:
    assert len(faults(tmp_path, old, new)) == 1


def test_nobody_can_join_a_regime_without_operators(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    starter = (Path(locate("regimes", "none")).parents[1] / "starters" / "regime.toml").read_text(encoding="utf-8")
    lines = '\n[[phases]]\nid = "free"\nfrom_month = 0\nparticipation = "voluntary"\n'
    path.write_text(re.sub(r"\n\[\[phases\]\][^\[]*", "\n", starter) + lines, encoding="utf-8")
    with pytest.raises(Problem, match="voluntary participation needs operators"):
        Regime.load(path)


def test_a_decision_without_scarce_places_cannot_be_eased() -> None:
    society = Society.load("china-2018")
    decisions = [
        each.model_copy(update={"places": None}) if each.id == "lease" else each for each in society.file.decisions
    ]
    roomy = Society.of(society.file.model_copy(update={"decisions": decisions}))
    with pytest.raises(Problem, match="room for everybody"):
        check(Regime.load("citizen-score"), roomy)


def test_an_unknown_phase_is_reported_with_the_nearest() -> None:
    with pytest.raises(Problem, match="did you mean mandatory"):
        Regime.load("citizen-score").in_phase("mandatry")
