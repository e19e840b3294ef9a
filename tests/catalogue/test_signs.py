"""The sign of an effect is argued for in its file, or its range crosses zero."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from counterscore import Regime, Society
from counterscore.catalogue.content import content
from counterscore.catalogue.figure import Effect
from counterscore.catalogue.find import FOLDER
from counterscore.study.assumptions import parts

FILES = [*(FOLDER / "societies").glob("*.toml"), *(FOLDER / "regimes").glob("*.toml")]


def effects(thing: Any, name: str = "") -> Iterator[tuple[str, Effect]]:
    """Yield the name and the record of every effect in a file."""
    if isinstance(thing, Effect):
        yield name, thing
        return
    for key, part in parts(thing):
        yield from effects(part, f"{name}.{key}")


def loaded(path: Path) -> Society | Regime:
    return (Society if path.parent.name == "societies" else Regime).load(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_range_whose_sign_is_not_argued_for_crosses_zero(path: Path) -> None:
    granted = [name for name, each in effects(loaded(path).file) if each.takes_sign_for_granted]
    assert granted == [], f"{path.name}: widen the range (docs/decisions/attribution.md), or say why in `sign`"


def test_most_signs_are_open_and_every_argument_is_a_sentence() -> None:
    found = [each for path in FILES for _, each in effects(loaded(path).file) if each.assumption]
    argued = [each for each in found if each.sign]
    assert len(found) > 500
    assert 0 < len(argued) < 0.3 * len(found)
    assert all(len(each.sign or "") > 10 for each in argued)


def test_an_argument_for_a_sign_contradicts_a_range_that_crosses_zero() -> None:
    with pytest.raises(ValidationError, match="crosses zero"):
        Effect(value=0.1, assumption="a test", range=(-1.0, 1.0), sign="it is known")


def test_arguments_are_words_and_do_not_change_the_content() -> None:
    one, two = (Effect(value=0.1, assumption="a test", range=(0.0, 1.0), sign=why) for why in ("one", "two"))
    assert content(one) == content(two)
