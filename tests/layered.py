"""Societies with layers of ties: similarity, kin and meeting places, with invented figures."""

from __future__ import annotations

from typing import Any

from counterscore.catalogue.figure import Effect
from counterscore.society.schema import SocietyFile
from counterscore.society.ties_schema import Kinship, Meeting, Parents, Similarity

_BELOW, _ALIVE = [30, 40, 50, 60, 70, 200], [0.95, 0.9, 0.8, 0.6, 0.3, 0.05]


def number(value: float) -> Effect:
    """Return a figure of this value."""
    return Effect(value=value, assumption="for a test", range=(min(value, -10.0), max(value, 1000.0)))


def similarity(trustworthiness: float, heterodoxy: float = 0.0, education: float = 0.0) -> Similarity:
    """Return units of decay."""
    return Similarity(
        trustworthiness=number(trustworthiness), heterodoxy=number(heterodoxy), education=number(education)
    )


def kin(**changed: float) -> Kinship:
    """Return rules of kin, some of them changed."""
    rules = {"youngest": 20, "oldest": 40, "close": 0.4, "abroad": 0.1, "lasting": 1.0} | changed
    parents = Parents(below=_BELOW, everyone=_ALIVE, assumption="for a test", range=(0.5, 1.0))
    return Kinship(parents=parents, **{name: number(value) for name, value in rules.items()})


def meeting(**changed: float) -> Meeting:
    """Return rules of meeting, some of them changed."""
    rules = {"seek": 0.012, "friends": 0.4, "foci": 0.3, "anybody": 0.1, "catchment": 512, "met": 4}
    rules |= {"from_age": 6, "to_age": 18, "newborn": 17} | changed
    return Meeting(**{name: number(value) for name, value in rules.items()})


def layered(file: SocietyFile, **parts: Any) -> SocietyFile:
    """Return a society with all layers, or with other `similarity`, `kin` and `meeting` (None: without)."""
    layers = {"similarity": similarity(0.5, 0.5, 0.2), "kin": kin(), "meeting": meeting()} | parts
    return file.model_copy(update={"ties": file.ties.model_copy(update=layers)})


def plain(file: SocietyFile) -> SocietyFile:
    """Return a society that declares no layers."""
    return layered(file, similarity=None, kin=None, meeting=None)
