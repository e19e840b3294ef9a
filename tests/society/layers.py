"""The layers of ties against published figures, and ties over 40 years: `./lab python tests/society/layers.py`.

Measures each layer of worlds without a score at the start and after ten years, over several people, and the number of
ties by decade. Published values stand beside those that the society gives; a miss is marked as one.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin, no_regime
from counterscore.engine.world import World
from counterscore.measure.ties.layers import layers_of
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile
from layered import plain
from published.basis import basis

FILE = Path(__file__).with_suffix(".json")
SOCIETY, CITIZENS, PEOPLE_SEEDS = "china-2018", 5_000, (1, 2, 3)
DECADE, DECADES = 120, 4

# What is published, where it was read, and within which range a synthetic value counts as near it.
PUBLISHED: tuple[dict[str, Any], ...] = (
    {
        "what": "share of kin among strong ties",
        "published": 0.55,
        "near": (0.45, 0.65),
        "source": "Marsden 1987, Core discussion networks of Americans: 55 % kin on average (summary read)",
        "address": "wiki.communitydata.science, Communication and Social Networks (Fall 2023), marsden_core_summary",
        "differs": "the three people with whom Americans discuss important matters; here about twelve ties",
    },
    {
        "what": "transitivity of all ties",
        "published": 0.31,
        "near": (0.14, 0.35),
        "source": "MacRae 1960, friendships in a prison: clustering 0.31; Ugander and others 2011, Facebook: 0.14"
        " at 100 friends (both in course notes and a textbook read)",
        "address": "https://liujing.neocities.org/newworld/Social-Economic-Networks/"
        "1.Introduction,%20Empirical%20Background%20and%20Definitions/10.%20Clustering.html",
        "differs": "one is a closed community and the other has weak ties",
    },
    {
        "what": "correlation of friends in trustworthiness",
        "published": "above 0, size not given",
        "near": (0.02, 0.4),
        "source": "Winter and Kataria 2013, You Are Who Your Friends Are: homophily in trustworthiness is affirmed"
        " (abstract read)",
        "address": "https://booksci.cn/literature/122437694.htm",
        "differs": "behaviour in one game; Samu and others (PMC12194103) find no homophily in cooperation in schools",
    },
    {
        "what": "correlation of friends in heterodoxy",
        "published": "above 0, size not given",
        "near": (0.02, 0.4),
        "source": "Goel, Mason and Watts 2010, Real and Perceived Attitude Agreement in Social Networks: considerable"
        " attitude similarity among friends (abstract read)",
        "address": "https://ja.scribd.com/document/37242550/Real-and-Perceived-Attitude-Agreement-in-Social-Networks",
        "differs": "users of one platform; Körner and Schütz (10.1027/1614-0001/a000391) find none in openness",
    },
)


def measured(world: World) -> dict[str, Any]:
    """Return the layers of a world as plain numbers, those of a layer without ties left out."""
    return {name: asdict(layer) for name, layer in layers_of(world).items() if layer.degree > 0}


def course(file: SocietyFile, citizens: int, seed: int, decades: int) -> list[dict[str, Any]]:
    """Return the layers at the start of the burn-in, and at the end of it and of each decade."""
    world = begin(file, no_regime(file), citizens, seed, 1, months=decades * DECADE)
    found = [measured(world)]
    while world.month < decades * DECADE:
        step(world)
        if world.month >= 0 and world.month % DECADE == 0:
            found.append(measured(world))
    return found


def mean_of(rows: list[Any]) -> Any:
    """Return the mean of the same table over several worlds, entry by entry."""
    if not isinstance(rows[0], dict):
        return round(float(np.nanmean(rows)), 4)
    return {key: mean_of([row[key] for row in rows if key in row]) for key in rows[0]}


def compared(after: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is published beside what the society gives after ten years, and whether it is a miss."""
    friends = after["all"]
    values = (
        after["kin"]["degree"] / friends["degree"], friends["transitivity"], friends["alike"]["trustworthiness"],
        friends["alike"]["heterodoxy"],
    )  # fmt: skip
    return [
        {**line, "synthetic": round(value, 4), "miss": not line["near"][0] <= value <= line["near"][1]}
        for line, value in zip(PUBLISHED, values, strict=True)
    ]


def main() -> None:
    """Simulate, and record."""
    file = Society.load(SOCIETY).file
    courses = [course(file, CITIZENS, seed, DECADES) for seed in PEOPLE_SEEDS]
    before = [course(plain(file), CITIZENS, seed, DECADES) for seed in PEOPLE_SEEDS]
    start, after = (mean_of([each[at] for each in courses]) for at in (0, 2))
    degrees = {
        name: [[round(moment["all"]["degree"], 3) for moment in each] for each in worlds]
        for name, worlds in (("layers", courses), ("without layers", before))
    }
    about = {"society": SOCIETY, "citizens": CITIZENS, "people_seeds": PEOPLE_SEEDS, "regime": "none"}
    moments = ["start of the burn-in", *(f"year {10 * k}" for k in range(DECADES + 1))]
    found = {
        **basis(Society.load(SOCIETY)), "worlds": about, "moments": moments, "degree": degrees, "start": start,
        "after ten years": after, "published": compared(after),
    }  # fmt: skip
    FILE.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(f"wrote {FILE}; now ./lab python tests/published/page.py\n")


if __name__ == "__main__":
    main()
