"""Every example in a docstring of the package runs and prints what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import counterscore

NAMES = ["counterscore", *(found.name for found in pkgutil.walk_packages(counterscore.__path__, "counterscore."))]


def _examples(name: str) -> list[doctest.DocTest]:
    found = doctest.DocTestFinder().find(importlib.import_module(name), name)
    return [each for each in found if each.examples]


TESTS = [test for name in NAMES for test in _examples(name)]


def test_examples_are_found_in_functions_classes_and_kernels() -> None:
    names = {test.name for test in TESTS}
    assert len(names) == len(TESTS) > 40
    assert {
        "counterscore", "counterscore.catalogue.problem.Problem", "counterscore.chance.philox.block",
        "counterscore.api.simulate",
    } <= names  # fmt: skip


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_an_example_prints_what_it_says(test: doctest.DocTest) -> None:
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted > 0
