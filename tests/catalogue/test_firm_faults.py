"""Each possible fault about firms, in a society or a regime, is reported with its place and what is allowed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bare import bare
from catalogue.broken import Broken, society
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.problem import Problem
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.society.load import Society

SCORED = (FOLDER / "regimes" / "citizen-score.toml").read_text(encoding="utf-8")
FIRMS = (FOLDER / "societies" / "china-2018.toml").read_text(encoding="utf-8").split("\n[firms]\n")[1]

OF_SOCIETY = [
    (r"\[firms.owners\]\neach = 1\n.*\n.*\n", "", "firms.owners", "missing"),
    (
        r"below_age = .*",
        'below_age = { value = 15, source = "x" }',
        "firms.owners.below_age",
        "not a possible upper age limit",
    ),
    (r"each = 1\n", "each = 0\n", "firms.owners.each", "must be 1"),
    (r"per_thousand = \{ value = [\d.]+", "per_thousand = { value = 0", "firms.per_thousand", "each with an owner"),
    (r"share = \{ value = 0.15,", "share = { value = 0.25,", "firms.sectors[7].share", "add up to 1.1"),
    (r"share = \{ value = 0.853,", "share = { value = 1.853,", "firms.sizes[0].share", "between 0 and 1"),
    (r"share = \{ value = 0.853,", "share = { value = 0.8,", "firms.sizes[3].share", "add up to 0.947"),
    (r"workers = \[10, 99\]", "workers = [5, 99]", "firms.sizes[1].workers", "overlap"),
    (r"workers = \[10, 99\]", "workers = [99, 10]", "firms.sizes[1].workers", "must increase"),
    (r'id = "trade"', 'id = "construction"', "firms.sectors[2].id", "second time"),
    (r'hurts = "workers"', 'hurts = "worker"', "firms.activities[2].hurts", "not an allowed word"),
    (r'hurts = "workers"\n', "", "firms.activities[2].costs", "needs `hurts`"),
    (r"\ncosts = \{ value = 0.3.*", "", "firms.activities[1].hurts", "`costs`"),
    (r"\nhonesty = \{ value = -0.8", "\nhonesty = { value = -80", "firms.activities[0].effects", ""),
    (r'needs = \["exporter"\]', 'needs = ["exporters"]', "firms.decisions[3].needs[0]", "not an allowed word"),
    (r"exports = true\n", "", "firms.decisions[3].needs[0]", "no sector exports"),
    (
        r"strained_below = \{ value = 0.5.*",
        'strained_below = { value = 9, source = "x" }',
        "firms.trade.strained",
        "hold",
    ),
]


@pytest.mark.parametrize(("pattern", "new", "key", "message"), OF_SOCIETY)
def test_a_fault_of_a_society_is_reported(tmp_path: Path, pattern: str, new: str, key: str, message: str) -> None:
    match = re.search(pattern, FIRMS)
    assert match, pattern
    broken = society(tmp_path)
    head = broken.text.index("\n[firms]\n") + len("\n[firms]\n")
    text = broken.text[:head] + FIRMS.replace(match[0], new, 1)
    broken.path.write_text(text)
    with pytest.raises(Problem) as caught:
        Society.load(broken.path)
    fault = caught.value.faults[0]
    assert fault.key.startswith(key), str(caught.value)
    assert message in fault.message
    assert fault.line > broken.text[:head].count("\n") - 1


OF_REGIME = [
    ('band = "b"\n', 'band = "bb"\n', "firms.gates[2].band", "no such band"),
    ('not_listed = ["firms-black"]', 'not_listed = ["firm-black"]', "firms.gates[0].not_listed[0]", "no such list"),
    ('owner_to_firm = { on = "black"', 'owner_to_firm = { on = "blak"', "firms.joint.owner_to_firm.on", "no such list"),
    ('onto = "firms-black" }', 'onto = "firms-blck" }', "firms.joint.owner_to_firm.onto", "no such list of firms"),
    (
        'sees = ["withholds-wages"]',
        'sees = ["breaks-contract"]',
        "firms.partners[2].sees[0]",
        "already seen by another partner",
    ),
    ("base = 1000.0", "base = 1300.0", "firms.score.base", "outside the scale"),
    ("at_least = 820.0", "at_least = 0.0", "firms.bands[1].at_least", "from the lowest to the highest"),
    ("below = 820.0\n", "", "firms.lists[0]", "has no entry condition"),
    ('decision = "customs-lane"', 'decision = "tender"', "firms.gates[3].decision", "second time"),
]


@pytest.mark.parametrize(("old", "new", "key", "message"), OF_REGIME)
def test_a_fault_of_a_regime_is_reported(tmp_path: Path, old: str, new: str, key: str, message: str) -> None:
    fault = Broken(tmp_path, SCORED, Regime.load)(old, new)
    assert fault.key == key
    assert message in fault.message


def test_rules_without_a_score_are_refused(tmp_path: Path) -> None:
    start, end = SCORED.index("[firms.score]"), SCORED.index("[[firms.bands]]")
    path = tmp_path / "a.toml"
    path.write_text(SCORED[:start] + SCORED[end:])
    with pytest.raises(Problem) as caught:
        Regime.load(path)
    assert {fault.key for fault in caught.value.faults} == {
        "firms.ratings[0]", "firms.bands[0]", "firms.lists[0]", "firms.gates[0]", "firms.rank.public",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('activity = "sponsors-campaign"', 'activity = "sponsors-campain"', "firms.ratings[6].activity"),
        (
            'sees = ["pays-suppliers-early", "',
            'sees = ["pays-suppliers-early", "gives", "',
            "firms.partners[4].sees[1]",
        ),
        ('decision = "bank-loan"', 'decision = "bank-lone"', "firms.gates[2].decision"),
    ],
)
def test_rules_about_what_the_societys_firms_lack_are_refused(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in SCORED
    path = tmp_path / "a.toml"
    path.write_text(SCORED.replace(old, new, 1))
    with pytest.raises(Problem) as caught:
        check(Regime.load(path), Society.load("china-2018"))
    assert key in [fault.key for fault in caught.value.faults]


def test_a_regime_with_rules_for_firms_runs_over_a_society_without_firms() -> None:
    people = bare(Society.load("china-2018").file).model_copy(update={"firms": None})
    check(Regime.load("citizen-score"), Society.of(people))
