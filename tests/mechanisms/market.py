"""Societies with a labour market of invented figures, and what to count in them."""

from __future__ import annotations

from typing import Any

from counterscore.engine.labour.month import workforce
from counterscore.engine.world import World
from counterscore.society.labour import Inexperience, Matching, Posts
from counterscore.society.schema import SocietyFile
from figures import figure
from mechanisms.lab import changed

VALUES = {
    "efficiency": 0.65, "elasticity": 0.6, "crowding": 0.5, "cost": 0.4, "value": 0.7, "failed": 0.2, "memory": 24.0,
    "adjusts": 0.8, "usual": 0.05, "spending": 1.0, "premium": 0.0,
}  # fmt: skip
POSTS = {"demand": 0.3, "lasts": 2.0, "output": 0.1, "sales": 0.3, "slack": 0.002}


def matching(
    *, form: str = "cobb-douglas", posts: bool = False, inexperience: bool = False, **values: float
) -> Matching:
    """Return the terms of a labour market with these values in place of those above."""
    figures: dict[str, Any] = {name: figure(value) for name, value in {**VALUES, **values}.items()}
    firms = Posts(**{name: figure(value) for name, value in POSTS.items()}) if posts else None
    early = Inexperience(months=figure(6.0), times=figure(2.0)) if inexperience else None
    return Matching.model_validate({"form": form, **figures, "posts": firms, "inexperience": early})


def with_market(society: SocietyFile, terms: Matching) -> SocietyFile:
    """Return the society with a labour market in place of fixed places."""
    return _with_job(society, places=None, matching=terms)


def with_fixed(society: SocietyFile, places: float) -> SocietyFile:
    """Return the society with this many jobs a month per thousand residents."""
    return _with_job(society, places=figure(places), matching=None)


def unemployment(world: World) -> float:
    """Return the share of the labour force out of work."""
    force = workforce(world)
    return force.jobless / (force.jobless + force.employed)


def _with_job(society: SocietyFile, **parts: Any) -> SocietyFile:
    return changed(society, decisions=[changed(d, **parts) if d.id == "job" else d for d in society.decisions])
