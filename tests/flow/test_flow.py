"""The flow graph of a regime: its nodes, its paths, its picture, its command."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner

from counterscore.catalogue.find import names
from counterscore.catalogue.problem import Problem
from counterscore.cli.flow import flow as command
from counterscore.flow.draw import NARROW, WIDE, svg
from counterscore.flow.figure import figure
from counterscore.flow.graph import flow
from counterscore.flow.paths import paths
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from present import present

SVG = "{http://www.w3.org/2000/svg}"


def load(name: str) -> RegimeFile:
    return Regime.load(name).file


def test_every_rated_act_has_a_path_to_every_decision() -> None:
    file = load("citizen-score")
    ways = [path for path in paths(flow(file), []) if path.source.kind == "source"]
    found = {(path.nodes[1].title, path.decision.title) for path in ways}
    state = {gate.decision for gate in file.gates if gate.operator is None} | {"travel-abroad"}
    assert {way for way in found if way[1] in state} == {
        (each.activity, name) for each in file.ratings for name in state
    }


def test_a_perk_depends_on_its_operators_score_and_sources_alone() -> None:
    ways = [path for path in paths(flow(load("citizen-score")), []) if path.decision.title == "mortgage: a perk"]
    assert {path.nodes[-2].id for path in ways} == {"score:lender-score"}
    partners = {path.source.id.split("/")[0] for path in ways}
    assert partners == {"source:lender", "source:messaging-group", "ties"}


def test_a_list_blocks_decisions_without_a_gate() -> None:
    ways = [path for path in paths(flow(load("citizen-score")), []) if path.decision.title == "travel-abroad"]
    assert {path.nodes[-2].id for path in ways} == {"list:black"}
    assert {path.decision.context for path in ways} == {"travel"}


def test_a_list_adds_a_path_to_a_decision_with_a_gate() -> None:
    ways = [path for path in paths(flow(load("citizen-score")), []) if path.decision.title == "consumer-loan"]
    assert {path.nodes[-2].id for path in ways} == {"score", "list:black"}


def test_friends_scores_are_an_input_from_the_context_of_ties() -> None:
    ways = [path for path in paths(flow(load("citizen-score")), []) if path.source.kind == "ties"]
    assert {path.source.context for path in ways} == {"social-ties"}
    assert {"mortgage", "job", "mortgage: a perk"} <= {path.decision.title for path in ways}


def test_the_attributes_of_a_model_are_inputs() -> None:
    ways = paths(flow(load("welfare-risk")), [])
    known = {path.nodes[1].title for path in ways if path.source.id.startswith("source:attributes/")}
    assert known == {"minority", "female", "age", "education", "partnered"}


def test_a_record_without_points_is_an_input_of_a_model() -> None:
    file = load("fico")
    model = present(present(file.score).model)
    bare = file.model_copy(update={"ratings": []})
    assert {path.nodes[1].title for path in paths(flow(bare), [])} == set(model.records)


def test_an_operators_own_points_lead_to_its_score() -> None:
    graph = flow(load("citizen-score"))
    points = {edge.end: edge.points for edge in graph.leaving("act:buys-luxury")}
    assert points == {"score:payment-score": 4, "score": -0.5}


def test_a_path_goes_through_the_list_that_the_gate_refers_to() -> None:
    ways = [
        path
        for path in paths(flow(load("court-blacklist-2016")), [])
        if path.decision.title in ("flight", "fast-train")
    ]
    assert {path.nodes[-2].title for path in ways} == {"list of judgment defaulters"}


def test_paths_carry_points_and_coverage() -> None:
    file = load("rongcheng-2016")
    way = next(path for path in paths(flow(file), []) if path.nodes[1].title == "breaks-traffic-rule")
    assert (way.points, way.seen) == (-5, (0.85, 0.95))
    assert "sees 85 to 95 % of records" in way.text()


def test_what_is_watched_but_not_rated_leads_nowhere() -> None:
    graph = flow(load("ad-platform"))
    assert graph.of_kind("source")
    assert paths(graph, []) == []


def test_where_nobody_is_watched_there_is_no_picture() -> None:
    assert figure(load("none")) == ""


@pytest.mark.parametrize("name", [name for name in names("regimes") if name != "none"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_picture_is_valid_and_stays_within_its_edges(name: str, width: int) -> None:
    file = load(name)
    graph = flow(file)
    root = ElementTree.fromstring(svg(graph, paths(graph, []), file.regime.title, width, alone=True))
    left, top, across, down = map(float, root.attrib["viewBox"].split())
    right, bottom = left + across, top + down
    texts = list(root.iter(f"{SVG}text"))
    for text in texts:
        assert 0 <= float(text.attrib["x"]) <= right
        assert 0 <= float(text.attrib["y"]) <= bottom
    said = [text.text for text in texts]
    assert {node.title for node in graph.of_kind("decision")} <= set(said)
    assert {act for partner in file.partners for act in partner.sees} <= set(said)
    minus = [path for path in root.iter(f"{SVG}path") if path.attrib["class"] == "minus"]
    assert len(minus) == sum(edge.points is not None and edge.points < 0 for edge in graph.edges)


def test_the_command_writes_a_picture(tmp_path: Path) -> None:
    target = tmp_path / "flow.svg"
    done = CliRunner().invoke(command, ["citizen-score", "--out", str(target)])
    assert done.exit_code == 0
    lines = {" ".join(line.split()) for line in done.output.split("\n")}
    assert "school-place 26 inputs, 26 of them from an unrelated context" in lines
    assert target.read_text(encoding="utf-8").startswith("<svg ")


def test_a_picture_that_is_no_svg_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["citizen-score", "--out", str(tmp_path / "flow.png")])
    assert isinstance(done.exception, Problem)
    assert list(tmp_path.iterdir()) == []
