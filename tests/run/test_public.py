"""The public names."""

from __future__ import annotations

import subprocess
import sys

import pytest

import counterscore

HEAVY = ("numpy", "numba", "polars", "altair", "pydantic")


@pytest.mark.parametrize("name", counterscore.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    assert getattr(counterscore, name).__doc__
    assert name in dir(counterscore)


def test_no_other_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'score_people'"):
        counterscore.score_people  # noqa: B018


def test_importing_the_package_imports_nothing_heavy() -> None:
    program = f"import counterscore, sys; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
