"""What the law says about a city's rules: the findings of the audit by clause, and the data flow behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterscore.audit import words
from counterscore.audit.json import record
from counterscore.audit.report import audit
from counterscore.flow.graph import flow
from counterscore.flow.paths import paths
from counterscore.regime.load import Regime

SHOWN = ("fail", "review", "open")
# What the page shows of a finding and of a path; `counterscore audit` reports everything.
_FINDING = ("rule", "kind", "level", "title", "subject", "met", "contested", "missing", "citation", "verified", "fix")
_PATH = ("stations", "bearing", "points")


def law(regime: Regime) -> dict[str, Any]:
    """Return the findings that need an answer, by clause, and the data flow from watched acts to decisions, as JSON."""
    graph = flow(regime.file)
    found_paths = paths(graph, regime.file.facts.relevance if regime.file.facts else [])
    found = record(audit(_written(regime)))
    return {
        "notice": words.NO_ADVICE,
        "laws": found["laws"],
        "on": found["on"],
        "counts": found["counts"],
        "findings": [_finding(each) for each in found["findings"] if each["kind"] in SHOWN],
        "flow": {
            "nodes": [
                {"id": node.id, "kind": node.kind, "title": node.title, "context": node.context}
                for node in graph.nodes.values()
            ],
            "edges": [{"start": each.start, "end": each.end, "points": each.points} for each in graph.edges],
            "unrelated": sum(path.bearing == "none" for path in found_paths),
            "paths": len(found_paths),
        },
    }


def _written(regime: Regime) -> Regime:
    """Return the regime with TOML text, for which the audit proposes edits; a regime of the designer has no file."""
    if regime.path is not None:
        return regime
    import tomlkit

    file = regime.file.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return replace(regime, text=tomlkit.dumps(file))


def _finding(found: dict[str, Any]) -> dict[str, Any]:
    return {
        **{name: found[name] for name in _FINDING},
        "key": found["place"]["key"],
        "edits": [each["said"] for each in found["edits"]],
        "paths": [{name: path[name] for name in _PATH} for path in found["paths"]],
    }
