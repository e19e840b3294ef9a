"""run.json: which scenario was run, by which code and on which machine, and which files were written."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from counterscore.catalogue.problem import Fault, Problem
from counterscore.regime.load import Regime
from counterscore.run.origin import Origin
from counterscore.run.parallelism import PARTITIONS, THREADS, Parallelism
from counterscore.run.scenario import CITIZENS, MONTHS, SEED, Scenario
from counterscore.society.load import Society

NAME = "run.json"
_RUN_FOLDER = "a folder that `counterscore run` has written"
FORMAT = "counterscore run 1"
NOTE = "synthetic: everybody in this run was drawn by a computer and exists nowhere else; not a forecast of any country"
LIBRARIES = ("numpy", "numba", "polars", "pydantic", "scikit-learn")


class Manifest(BaseModel):
    """The content of run.json: the scenario of a run, how it was run, and its files.

    `society`, `regime`: whole texts. `run_in`: months of burn-in. `followed`: ids of the people in the ledger, or
    "all". `files`: SHA-256 of each other file in the folder. `timings`: seconds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: Literal["counterscore run 1"] = FORMAT
    synthetic: str = NOTE
    society: Origin
    regime: Origin
    citizens: int = Field(ge=CITIZENS.least, le=CITIZENS.most)
    months: int = Field(ge=MONTHS.least, le=MONTHS.most)
    run_in: int = Field(ge=0)
    people_seed: int = Field(ge=SEED.least, le=SEED.most)
    seed: int = Field(ge=SEED.least, le=SEED.most)
    followed: list[int] | Literal["all"]
    threads: int = Field(ge=THREADS.least, le=THREADS.most)
    partitions: int = Field(ge=PARTITIONS.least, le=PARTITIONS.most)
    versions: dict[str, str]
    machine: dict[str, str | int]
    timings: dict[str, float]
    files: dict[str, str]

    @classmethod
    def of(
        cls, scenario: Scenario, parallelism: Parallelism, *, followed: list[int] | Literal["all"],
        files: dict[str, str], timings: dict[str, float] | None = None,
    ) -> Manifest:  # fmt: skip
        """Return the manifest of a run of this scenario by this code on this machine."""
        return cls(
            society=Origin.of(scenario.society),
            regime=Origin.of(scenario.regime),
            citizens=scenario.citizens,
            months=scenario.months,
            run_in=scenario.burn_in,
            people_seed=scenario.people_seed,
            seed=scenario.seed,
            followed=followed,
            threads=parallelism.threads,
            partitions=parallelism.partitions,
            versions=versions(),
            machine=machine(),
            timings=timings or {},
            files=files,
        )

    def scenario(self, society: Society, regime: Regime) -> Scenario:
        """Return the scenario of the run; `society` and `regime` are those of this manifest, already read."""
        return Scenario(
            society=society,
            regime=regime,
            citizens=self.citizens,
            months=self.months,
            people_seed=self.people_seed,
            seed=self.seed,
        )


def read(folder: Path) -> Manifest:
    """Return the manifest of a run folder; raise a Problem if it is not a run folder."""
    path = folder / NAME
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        raise Problem(Fault("not a run folder: it has no run.json", file=str(folder), allowed=_RUN_FOLDER)) from None
    except OSError as error:
        raise Problem(Fault(f"cannot be read: {error.strerror}", file=str(path))) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise Problem(Fault(f"not the manifest of a run: {first['msg']}", key=key, file=str(path))) from None


def text(manifest: Manifest) -> str:
    """Return the manifest as the text of run.json."""
    return json.dumps(manifest.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def versions() -> dict[str, str]:
    """Return the versions of the package, of Python and of the main libraries, and a hash of the sources."""
    found = {name: version(name) for name in LIBRARIES}
    return {"counterscore": version("counterscore"), "sources": _sources(), "python": sys.version.split()[0], **found}


def _sources() -> str:
    """Return the SHA-256 of the package's own sources."""
    digest, package = hashlib.sha256(), Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def machine() -> dict[str, str | int]:
    """Return the operating system, processor type and number of processors; nothing that identifies the machine."""
    return {"system": platform.system(), "processor": platform.machine(), "processors": os.cpu_count() or 1}
