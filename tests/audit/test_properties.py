"""Properties of every audit: removing facts never clears a finding, removing flows never adds one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.files import BARRED, FINDINGS, FIRES, MODELLED, SOUND, changed, kinds, read, regime
from counterscore.audit.case import Case
from counterscore.audit.predicates.shared import cross_context
from counterscore.catalogue.problem import Problem
from counterscore.flow.graph import Flow, flow
from counterscore.flow.paths import paths
from counterscore.regime.facts.scheme import DeclaredRelevance
from counterscore.regime.load import Regime
from often import often


def facts(data: Any, path: tuple[str, ...] = (), inside: bool = False) -> list[str]:
    """Return the keys of all declared facts, as `changed` takes them; a figure is one fact."""
    if isinstance(data, dict) and "value" not in data:
        found = (facts(each, (*path, key), inside or key == "facts") for key, each in data.items())
        return [*chain.from_iterable(found), *([".".join(path)] if inside and path[-1] != "facts" else [])]
    if isinstance(data, list) and not inside:
        return [key for place, each in enumerate(data) for key in facts(each, (*path, str(place)), inside)]
    return [".".join(path)] if inside else []


def test_facts_are_found_in_every_part_of_a_regime() -> None:
    found = facts(SOUND)
    assert {"facts.governance.logs", "gates.0.facts.severity", "partners.0.facts.special", "facts.rights"} <= set(found)
    assert len(found) > 100


@settings(often, max_examples=400)
@given(st.sampled_from([SOUND, MODELLED, BARRED]), st.lists(st.sampled_from(sorted(FIRES)), max_size=4), st.data())
def test_removing_facts_never_turns_a_finding_into_a_pass(
    made: dict[str, Any], rules: list[str], data: st.DataObject
) -> None:
    for rule in rules:
        try:
            made = changed(made, FIRES[rule]["change"])
            regime(made)
        except (Problem, KeyError, IndexError):
            return  # two changes that exclude one another
    before = kinds(read(made))
    struck = made
    for key in data.draw(st.lists(st.sampled_from(facts(made)), min_size=1, max_size=3, unique=True)):
        with suppress(KeyError):  # removed with the table that contained it
            struck = changed(struck, {key: ""})
    after = kinds(read(struck))
    assert [rule for rule, kind in before.items() if kind in FINDINGS and after[rule] not in FINDINGS] == []


@pytest.mark.parametrize("rule", FIRES)
def test_removing_the_fact_behind_a_finding_leaves_it_open_or_unchanged(rule: str) -> None:
    made = changed(SOUND, FIRES[rule]["change"])
    rested = [key for key in FIRES[rule]["change"] if "facts" in key]
    for key in rested:
        assert kinds(read(changed(made, {key: ""})))[rule] in FINDINGS


CITIZEN = Regime.load("citizen-score")
EVERYTHING_UNRELATED = [
    DeclaredRelevance(of=[a], to=[b], relevance="none", because="for the test")
    for a in ("shopping", "media", "credit", "religion")
    for b in ("employment", "education", "dating")
]


def _contexts(graph: Flow, drawn: list[str | None]) -> Flow:
    """Return the flow with these contexts at the ends of its paths."""
    nodes = {
        name: replace(node, context=drawn[place % len(drawn)]) if node.kind in ("source", "decision") else node
        for place, (name, node) in enumerate(graph.nodes.items())
    }
    return Flow(nodes, graph.edges)


@settings(often, max_examples=200)
@given(
    st.lists(st.sampled_from([None, "shopping", "media", "employment", "dating", "credit"]), min_size=1, max_size=9),
    st.sets(st.integers(0, len(flow(CITIZEN.file).edges) - 1)),
)
def test_removing_flows_never_adds_a_cross_context_finding(contexts: list[str | None], cut: set[int]) -> None:
    whole = _contexts(flow(CITIZEN.file), contexts)
    less = Flow(whole.nodes, tuple(edge for place, edge in enumerate(whole.edges) if place not in cut))
    cases = [Case(CITIZEN.file, (), "citizen-score", flow=graph) for graph in (whole, less)]
    for decision in cases[0].decisions:
        (before, _), (after, _) = (cross_context(case, decision) for case in cases)
        assert after.holds is False or before.holds is not False
        assert not after.holds or before.holds
    found, left = ({_way(path) for path in paths(graph, EVERYTHING_UNRELATED)} for graph in (whole, less))
    assert left <= found


def _way(path: Any) -> tuple[str, ...]:
    return tuple(node.id for node in path.nodes)


def test_a_path_from_an_unrelated_context_is_found() -> None:
    data = changed(SOUND, FIRES["AIA-5-1-c-i"]["change"])
    finding = next(each for each in read(data).findings if each.rule.id == "AIA-5-1-c-i")
    assert [node.id for node in finding.paths[0].nodes] == [
        "source:bank/misses-instalment", "act:misses-instalment", "score", "decision:mortgage",
    ]  # fmt: skip
    assert finding.paths[0].points == -10
    assert finding.paths[0].seen == (1, 1)


def test_contradictions_are_refused() -> None:
    right = {"correction": {"delay": 1, "odds": {"value": 1, "assumption": "all", "range": [1, 1]}}}
    entry = {"of": ["tax"], "to": ["credit"], "relevance": "none", "because": "so"}
    refused = {
        "this regime grants the right": {"rights": right, "facts.rights.correction.granted": False},
        "is already declared": {"facts.relevance": [entry, {**entry, "relevance": "accepted"}]},
        "already declares the context": {"ratings.0.facts.context": "tax"},
    }
    for message, change in refused.items():
        with pytest.raises(Problem, match=message):
            regime(changed(SOUND, change))
