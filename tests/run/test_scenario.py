"""A scenario: its limits, content key and variants; nothing else in the package declares its fields."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from typing import Any

import pytest

import counterscore
from counterscore import Problem, Regime, Run, Scenario, Society, attribute, compare, generation, simulate
from counterscore.run import scenario as limits
from counterscore.run.manifest import Manifest
from counterscore.run.parallelism import Parallelism
from counterscore.web.order import Order, scenario_of

CHINA, SCORE, NONE = Society.load("china-2018"), Regime.load("citizen-score"), Regime.load("none")
SMALL = Scenario(society=CHINA, regime=SCORE, citizens=100, months=2, people_seed=3, seed=4)
OTHERS = {
    "society": CHINA.without("comply"), "regime": NONE, "citizens": 101, "months": 3, "people_seed": 4, "seed": 5,
}  # fmt: skip
PACKAGE = Path(counterscore.__file__).parent
ROOMS = ("run", "study", "web", "cli", "measure", "report", "audit")
SEEDS = "0 to 9223372036854775807"


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("citizens", 99, "100 to 200000000"), ("citizens", 200_000_001, "100 to 200000000"),
        ("months", 0, "1 to 1200"), ("months", 1201, "1 to 1200"),
        ("people_seed", -1, SEEDS), ("people_seed", 2**63, SEEDS), ("seed", -1, SEEDS), ("seed", 2**63, SEEDS),
    ],
)  # fmt: skip
def test_a_number_beyond_its_limits_is_refused(key: str, value: int, allowed: str) -> None:
    with pytest.raises(Problem) as refused:
        replace(SMALL, **{key: value})
    (fault,) = refused.value.faults
    assert (fault.key, fault.value, fault.allowed) == (key, str(value), allowed)


@pytest.mark.parametrize(
    ("key", "ends"),
    [("citizens", limits.CITIZENS), ("months", limits.MONTHS), ("people_seed", limits.SEED), ("seed", limits.SEED)],
)
def test_both_ends_of_each_range_are_allowed(key: str, ends: limits.Limits) -> None:
    assert [getattr(replace(SMALL, **{key: end}), key) for end in ends] == list(ends)


def test_a_regime_that_does_not_fit_the_society_is_refused() -> None:
    rules = SCORE.in_phase("mandatory").file
    gates = [gate.model_copy(update={"decision": "bus-ride"}) for gate in rules.gates[:1]]
    with pytest.raises(Problem, match="no such decision"):
        SMALL.under(Regime.of(rules.model_copy(update={"gates": gates})))


def test_the_same_content_has_the_same_key() -> None:
    again = Scenario(
        society=Society.load("china-2018"), regime=Regime.load("citizen-score"), citizens=100, months=2, people_seed=3,
        seed=4,
    )  # fmt: skip
    assert again == SMALL
    assert again.key == SMALL.key


def test_each_field_changes_the_key() -> None:
    assert set(OTHERS) == {field.name for field in fields(Scenario)}
    keys = [replace(SMALL, **{name: value}).key for name, value in OTHERS.items()]
    assert len({SMALL.key, *keys}) == len(OTHERS) + 1


def test_swapping_two_numbers_changes_the_key() -> None:
    assert replace(SMALL, people_seed=4, seed=3).key != SMALL.key
    assert replace(SMALL, people_seed=12, seed=3).key != replace(SMALL, people_seed=1, seed=23).key


def test_twins_share_the_key_of_all_but_the_regime() -> None:
    for name, value in OTHERS.items():
        other = replace(SMALL, **{name: value})
        assert (other.twin_key == SMALL.twin_key) == (name == "regime"), name


def test_the_key_is_the_same_in_another_process() -> None:
    program = (
        "from counterscore import Regime, Scenario, Society\n"
        "society, regime = Society.load('china-2018'), Regime.load('citizen-score')\n"
        "print(Scenario(society=society, regime=regime, citizens=100, months=2, people_seed=3, seed=4).key)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == SMALL.key


def test_under_changes_the_regime_alone() -> None:
    assert SMALL.under(NONE) == replace(SMALL, regime=NONE)
    assert SMALL.under(NONE).under(SCORE) == SMALL


def test_with_seed_changes_the_seed_alone() -> None:
    assert SMALL.with_seed(9) == replace(SMALL, seed=9)
    with pytest.raises(Problem, match="seed"):
        SMALL.with_seed(-1)


def test_scenarios_share_the_key_of_their_people() -> None:
    shared = {name for name, value in OTHERS.items() if replace(SMALL, **{name: value}).people_key == SMALL.people_key}
    assert shared == {"regime", "seed"}
    assert SMALL.with_people(9) == replace(SMALL, people_seed=9)


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(SMALL, fields(Scenario)[0].name, 1)


def test_it_takes_keywords_alone() -> None:
    by_place: Any = Scenario
    with pytest.raises(TypeError, match="positional"):
        by_place(CHINA, SCORE)


def test_threads_and_output_are_no_fields_of_a_scenario() -> None:
    assert [field.name for field in fields(Scenario)] == [
        "society", "regime", "citizens", "months", "people_seed", "seed",
    ]  # fmt: skip


def test_a_scenario_survives_a_round_trip_through_the_manifest() -> None:
    made = Manifest.of(SMALL, Parallelism(threads=2, partitions=3), followed=[7], files={})
    read = Manifest.model_validate_json(made.model_dump_json())
    assert read.scenario(read.society.society(), read.regime.regime()).key == SMALL.key
    assert (read.run_in, read.threads, read.partitions) == (SMALL.burn_in, 2, 3)
    assert list(made.model_dump())[:9] == [
        "format", "synthetic", "society", "regime", "citizens", "months", "run_in", "people_seed", "seed",
    ]  # fmt: skip


def test_an_order_of_the_page_and_a_run_give_the_same_scenario() -> None:
    order = Order(regime="citizen-score", citizens=100, months=2, people_seed=3, seed=4)
    assert scenario_of(order).key == SMALL.key


def test_a_run_is_made_from_a_scenario_or_its_keywords(small: Run) -> None:
    made = small.scenario
    given: dict[str, Any] = {
        "citizens": made.citizens,
        "months": made.months,
        "people_seed": made.people_seed,
        "seed": made.seed,
    }
    one = simulate(made, follow=10, report=False)
    two = simulate(made.society, made.regime, follow=10, report=False, **given)
    assert one.manifest.files == two.manifest.files == small.manifest.files
    assert one.scenario.key == made.key


def test_a_comparison_and_studies_are_made_from_a_scenario() -> None:
    one = compare(SMALL, "none", populations=2, measures=["refused"])
    two = compare(SCORE, "none", populations=2, measures=["refused"], citizens=100, months=2, people_seed=3, seed=4)
    assert one.scenario == two.scenario == SMALL
    assert one.figure["refused", "all"] == two.figure["refused", "all"]
    year = replace(SMALL, months=12)
    found = attribute(year, measures=["refused"], orders=2, parts="kind")
    assert found.study.scenario == year
    village = Scenario(society=Society.load("village"), regime=SCORE, citizens=100, months=12)
    assert generation(village, seeds=1).scenario == village


@pytest.mark.parametrize(
    ("call", "key"),
    [
        (lambda: simulate(SMALL, citizens=200), "citizens"),
        (lambda: simulate(SMALL, NONE), "regime"),
        (lambda: simulate(CHINA), "regime"),
        (lambda: compare(SMALL, "none", years=1), "years"),
        (lambda: compare(SMALL, "none", society=CHINA), "society"),
        (lambda: attribute(SMALL, CHINA), "society"),
        (lambda: attribute(SMALL), "months"),  # not a whole year
        (lambda: attribute(replace(SMALL, months=12), seed=2), "seed"),
        (lambda: generation(SMALL, "village"), "society"),
    ],
)
def test_keywords_that_repeat_a_scenario_are_refused(call: Any, key: str) -> None:
    with pytest.raises(Problem) as refused:
        call()
    assert refused.value.faults[0].key == key


def test_years_have_limits_and_exclude_months() -> None:
    with pytest.raises(Problem, match="1 to 100"):
        simulate(CHINA, SCORE, years=101)
    with pytest.raises(Problem, match="cannot both be given"):
        compare("citizen-score", years=1, months=12)


@pytest.mark.parametrize(
    "call",
    [
        lambda wrong: simulate(CHINA, SCORE, **wrong),
        lambda wrong: compare("citizen-score", **wrong),
        lambda wrong: attribute(SCORE, CHINA, **wrong),
        lambda wrong: simulate(SMALL, **wrong),
    ],
)
def test_a_keyword_that_does_not_exist_is_one_clear_error(call: Any) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'citizen'; did you mean 'citizens'"):
        call({"citizen": 200})


def test_no_other_class_declares_a_scenario_again() -> None:
    found = {(path, name) for path, name, declared in _classes() if {"citizens", "people_seed"} <= declared}
    assert found == {
        ("run/scenario.py", "Scenario"),
        ("run/scenario.py", "ScenarioOptions"),  # the keywords of public functions, which make one
        ("run/manifest.py", "Manifest"),  # run.json
        ("web/order.py", "Order"),  # what the page asks for
    }


def test_the_limits_are_declared_in_one_place() -> None:
    """No other file outside the engine states the largest number of citizens or months, or the largest seed."""
    numbers = {limits.CITIZENS.most, limits.MONTHS.most, limits.SEED.most}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for room in ROOMS
        for path in (PACKAGE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in numbers
    }
    assert found - {"run/scenario.py"} == set()


def test_no_function_of_runs_studies_page_and_commands_takes_more_than_ten_parameters() -> None:
    found = [
        (path.relative_to(PACKAGE).as_posix(), node.name)
        for room in ROOMS
        for path in (PACKAGE / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _parameters(node.args) > 10
    ]
    assert found == []


def _parameters(found: ast.arguments) -> int:
    gathered = sum(each is not None for each in (found.vararg, found.kwarg))
    return len([*found.posonlyargs, *found.args, *found.kwonlyargs]) + gathered


def _classes() -> Iterator[tuple[str, str, set[str]]]:
    """Yield every class of the package: its file, its name, and the fields it declares in its body or in `__init__`."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                yield path.relative_to(PACKAGE).as_posix(), node.name, set(_declared(node))


def _declared(node: ast.ClassDef) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield each.target.id
        elif isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
            yield each.attr
