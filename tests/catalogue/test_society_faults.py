"""Each possible fault of a society is reported with its place and what is allowed."""

import re
from pathlib import Path
from typing import get_args

import pytest

from catalogue.broken import SOCIETY, pointed, society
from counterscore.society.load import Society
from counterscore.society.measures import MEASURES
from counterscore.society.population_schema import MeasureName
from counterscore.society.traits import Domain

# A pattern of the shipped file, what its first match becomes, the key of the fault, and a part of its message.
CASES = [
    (r"run_in = \{ value = \d+", "run_in = { value = 6.5", "society.run_in", "burn-in"),
    (r"base_year = \d+", "base_year = -3", "society.base_year", "greater than or equal to 1900"),
    (r"\nmost = 1\n", "\nmost = 2\n", "activities[0].most", "kind yes-no"),
    (r'kind = "count"\nmost = \d+', 'kind = "count"\nmost = 5', "activities[", "kind count"),
    (r"\nrate = \{ value = [\d.]+", "\nrate = { value = 0", "activities[0].rate", ""),
    (
        r'law = "protected"\nprotected',
        'law = "lawful"\nprotected',
        "activities[",
        'only allowed with law = "protected"',
    ),
    (r'\nprotected = "\w+"', "", "activities[", "the freedom that protects it"),
    (
        r'domain = "online-purchases"',
        'domain = "online-purchase"',
        "activities[0].domain",
        "not an allowed word",
    ),
    (r'who = \["alive"', 'who = ["alive", "alive"', "activities[0].who[1]", "second time"),
    (
        r"\[activities.effects\]\n",
        '[activities.effects]\nheight = { value = 1, source = "x" }\n',
        "activities[",
        "word",
    ),
    (r"below = \[18, 40", "below = [18, 18", "circumstances.illness.below[1]", "age limits must increase"),
    (r"below = \[18, 40, 60, 75, 200\]", "below = [18, 40, 60, 75, 100]", "circumstances.illness.below[4]", "200"),
    (
        r"below = \[18, 40, 60, 75, 200\]\nch",
        "below = [18, 40, 60, 200]\nch",
        "circumstances.illness.chance",
        "5 chances for 4",
    ),
    (r'changes = "home-owner", to = 1', 'changes = "home-owner", to = 2', "decisions[0].granted[0].to", ""),
    (
        r'changes = "home-owner", to = 1',
        'changes = "home-ownr", to = 1',
        "decisions[0].granted[0].changes",
        "not an allowed word",
    ),
    (r'changes = "home-owner", to = 1', 'changes = "home-owner"', "decisions[0].granted[0]", "needs `to`"),
    (r'changes = "home-owner", to = 1', 'changes = "wealth", to = 1', "decisions[0].granted[0].to", "with `by`"),
    (
        r'excludes = \["home-owner", "strained"',
        'excludes = ["employed"',
        "decisions[0].excludes[0]",
        "nobody can ever apply",
    ),
    (
        r"\[decisions.incumbent\]\n(\w+ = .*\n)+",
        "[decisions.incumbent]\n",
        "decisions[0].incumbent",
        "without a weight",
    ),
    (r"granted = \[\{ changes = \"partnered\", to = 1 \}\]", "", "decisions[", "must make people partnered"),
    (r"granted = \[\{ changes = \"insured\", to = 1 \}\]", "", "decisions[", "changes nothing"),
    (
        r"\nplaces = .*",
        '\nplaces = { value = 0, source = "x" }',
        "decisions[1].places",
        "not a possible number of places",
    ),
    (
        r"\nplaces = \{ value = [\d.]+, .*\}",
        '\nplaces = { value = 2000, source = "x" }',
        "decisions[1].places",
        "not a possible number of places",
    ),
    (
        r"\nelasticity = \{.*\}",
        '\nelasticity = { value = 1, source = "x" }',
        "decisions[3].matching.elasticity",
        "not a possible elasticity",
    ),
    (
        r"\ncost = \{ value = 0.43, .*\}",
        '\ncost = { value = 0, source = "x" }',
        "decisions[3].matching.cost",
        "stand still",
    ),
    (r"\nlasts = \{.*\}", '\nlasts = { value = 0, source = "x" }', "decisions[3].matching.posts.lasts", "months"),
    (
        r"\n\[decisions.matching\]\n",
        '\nplaces = { value = 5, source = "x" }\n[decisions.matching]\n',
        "decisions[3].matching",
        "no `places`",
    ),
    (r'needs = \["alive", "jobless"\]', 'needs = ["alive"]', "decisions[3].needs", "people without work"),
    (r'    \{ changes = "employed", to = 1 \},\n', "", "decisions[3]", "must give work"),
    (r"\nwait = \{ value = \d+", "\nwait = { value = 6.5", "decisions[0].wait", "not a possible number of months"),
    (r'lacks = "fast-internet"', 'lacks = "jobless"', "decisions[3].hindered.lacks", "alike in jobless"),
    (r'ill = "falls into default"', 'ill = "is paid back"', "decisions[0].outcome.ill", "the same name as"),
    (r'needs = \["alive", "single"\]', 'needs = ["alive"]', "decisions[6].needs", "only single people"),
    (
        r'changes = "wage", by = \{ value = -0.03',
        'changes = "wage", by = { value = -1',
        "decisions[3].granted[1].by",
        "",
    ),
    (r"from_yuan = \{ value = 256", "from_yuan = { value = 0", "index.from_yuan", ""),
    (r"retires = \{ value = 60", "retires = { value = 17", "circumstances.retires", "not a possible age"),
    (r'ends = "borrower"', 'ends = "tenant"', "circumstances.lapses[1].ends", "second time"),
    (
        r"\{ value = 0.1, fitted",
        "{ value = -2, fitted",
        "circumstances.growing.levels[1]",
        "levels of education must increase",
    ),
    (r"near = \{ value = 64", "near = { value = 65", "ties", "power of 2"),
    (r"\n\[responses\]\n", "\n[responses]\nlerning = 1\n", "responses.lerning", "unknown key"),
    (r"\n\[responses\]\n", "\n[respones]\n", "respones", "unknown key"),
    (r'measure = "share"', 'measure = "shares"', "targets[", "not an allowed word"),
    (r'\npart = "1"', '\npart = "6"', "targets[", "quintile-income"),
    (r'\nid = "job"', '\nid = "mortgage"', "decisions[3].id", "second time"),
    (r"mean = \{ value = [\d.]+", "mean = { value = -1", "ties.mean", ""),
    (r"reference = \[[^\]]*\]", "reference = [5, 4]", "population.households[0]", "must not decrease"),
]


@pytest.mark.parametrize(("pattern", "new", "key", "message"), CASES)
def test_a_fault_is_reported(tmp_path: Path, pattern: str, new: str, key: str, message: str):
    match = re.search(pattern, SOCIETY)
    assert match, pattern
    fault = society(tmp_path)(match[0], new)
    assert fault.key.startswith(key)
    assert message in fault.message


def test_a_misspelt_table_is_one_fault_and_names_the_right_one(tmp_path: Path):
    fault = society(tmp_path)("\n[responses]", "\n[respones]")
    assert (pointed(fault), fault.nearest) == ("[respones]", "responses")


def test_a_misspelt_predictor_names_the_nearest(tmp_path: Path):
    fault = society(tmp_path)("\npartnered = {", "\npartnerd = {")
    assert (pointed(fault), fault.nearest) == ("partnerd", "partnered")


def test_the_shipped_society_covers_the_nine_domains_with_many_activities():
    activities = Society.load("china-2018").file.activities
    assert {activity.domain for activity in activities} == set(get_args(Domain))
    assert len(activities) >= 24
    assert {activity.protected for activity in activities} >= {"speech", "assembly", "religion", "thought"}


def test_a_file_may_name_every_measure_there_is():
    assert set(get_args(MeasureName)) == set(MEASURES)
