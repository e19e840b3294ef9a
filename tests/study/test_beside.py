"""What other studies say beside the findings of a comparison, and their records."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from counterscore import Regime, Society
from counterscore.catalogue.find import FOLDER
from counterscore.report.attribution import report as attribute_told
from counterscore.report.comparison.context import RECORDED, Beside, known
from counterscore.report.comparison.text import as_json, text
from counterscore.report.robustness import report as robust_told
from counterscore.study.comparison.compare import Comparison, compare
from counterscore.study.estimate import Estimate
from counterscore.study.record import NAME, read, stands, write
from counterscore.study.robust import Robustness
from counterscore.study.spread import Holds
from study.small import CHINA, SCORE, box, left_out, shapley


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(SCORE, "none", citizens=100, months=12, seeds=2, measures=["chilling-all", "records", "truth-auc"])


def test_a_record_says_what_the_study_said(tmp_path: Path):
    for study in (left_out(), shapley()):
        write(study, tmp_path)
        again = read(tmp_path / NAME, "attribute", SCORE, CHINA)
        assert attribute_told.text(again) == attribute_told.text(study)
    write(box(), tmp_path)
    again = read(tmp_path / NAME, "robust", SCORE, CHINA)
    assert robust_told.text(again) == robust_told.text(box())
    assert robust_told.as_json(again) == robust_told.as_json(box())


def test_a_record_of_another_regime_or_of_nothing_is_none(tmp_path: Path):
    write(box(), tmp_path)
    assert read(tmp_path / NAME, "robust", Regime.load("citizen-score"), CHINA) is None
    assert read(tmp_path / NAME, "attribute", SCORE, CHINA) is None
    (tmp_path / NAME).write_text("[]")
    assert read(tmp_path / NAME, "robust", SCORE, CHINA) is None
    assert read(tmp_path / "nothing", "robust", SCORE, CHINA) is None


@pytest.mark.parametrize("key", ["regime", "society", "results", "golden"])
def test_a_record_stands_and_falls_with_regime_society_results_and_measures_alone(tmp_path: Path, key: str):
    write(box(), tmp_path)
    path = tmp_path / NAME
    data = json.loads(path.read_text())
    path.write_text(json.dumps(data | {"versions": {}, "names": ["other", "other"]}))
    assert read(path, "robust", SCORE, CHINA) is not None
    path.write_text(json.dumps(data | {key: "other"}))
    assert read(path, "robust", SCORE, CHINA) is None


def test_a_record_outlives_other_words_and_no_other_figure(tmp_path: Path):
    text = (FOLDER / "societies" / "china-2018.toml").read_text(encoding="utf-8")
    write(box(), tmp_path)
    other = tmp_path / "china-2018.toml"
    other.write_text(f"# read again\n\n{text}".replace("title = ", "title =  ").replace("(R)", "(read)"))
    assert Society.load(other).digest != CHINA.digest
    assert read(tmp_path / NAME, "robust", SCORE, Society.load(other)) is not None
    other.write_text(text.replace("urban = { value = 0.6389", "urban = { value = 0.6388"))
    assert read(tmp_path / NAME, "robust", SCORE, Society.load(other)) is None


def test_studies_in_the_folder_and_beside_it_are_found(found: Comparison, tmp_path: Path):
    folder = tmp_path / "compare-here"
    for study, place in ((left_out(), folder / "attribute"), (box(), tmp_path / "robust-there")):
        place.mkdir(parents=True)
        write(study, place)
    beside = known(found, folder)
    assert beside.clauses is not None
    assert beside.robust is not None
    said = text(found, beside)
    assert any(words in said for words in ("carried by one", "carries most", "carries all", "No single", "luck could"))
    assert "Over the box of assumptions its sign holds in 100 % of the box" in said
    rows = {(row["measure"], row["group"]): row for row in as_json(found, beside)}
    assert "Over the box" in rows["records", "all"]["beside"]


def test_where_nothing_is_known_the_text_says_how_to_find_out(found: Comparison, tmp_path: Path):
    said = text(found, known(found, tmp_path / "compare-here"))
    assert "--attribute finds out" in said
    assert "--robust finds out" in said


def test_beside_another_regime_than_none_nothing_is_claimed(found: Comparison, tmp_path: Path):
    other = replace(found, second=Regime.load("ad-platform"))
    assert known(other, tmp_path).clauses is None
    assert "against the regime none alone" in text(other, known(other, tmp_path))


def test_the_share_that_one_clause_carries_is_of_the_whole():
    study = left_out()
    one, two = study.parties[:2]
    none = dict.fromkeys((each.id for each in study.parties), Estimate(0.0, -1.0, 1.0))
    parts = {**none, one.id: Estimate(0.3, 0.2, 0.4), two.id: Estimate(-0.5, -0.6, -0.4)}
    beside = Beside(replace(study, whole={"refused": Estimate(0.4, 0.3, 0.5)}, parts={"refused": parts}))
    assert beside.carried("refused") == f"Most of it (75 %) is carried by one clause: {one.title}."
    shared = replace(study, whole={"refused": Estimate(0.4, 0.3, 0.5)}, parts={"refused": none})
    assert Beside(shared).carried("refused") == "No single clause surely carries it."
    more = replace(shared, parts={"refused": {**none, one.id: Estimate(0.5, 0.4, 0.6)}})
    assert Beside(more).carried("refused").startswith("One clause carries all of it, and others lessen it: ")
    luck = replace(shared, whole={"refused": Estimate(0.4, -0.1, 0.9)})
    assert "luck could explain the whole" in Beside(luck).carried("refused")


def test_a_sign_that_fails_in_more_than_a_tenth_is_said_to():
    study: Robustness = box()
    frail = replace(study.headlines[0], holds=Holds(0.8, 0.7, 0.9), declared=Estimate(0.1, 0.05, 0.15))
    beside = Beside(robust=replace(study, headlines=(frail,)))
    assert beside.frail("chilling-all")
    assert "fails in more than a tenth" in beside.fares("chilling-all")


RECORD_ANEW = "is stale, so that no comparison uses it: record it anew (see CONTRIBUTING.md), or delete the file"


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.json")), ids=lambda path: path.stem)
def test_a_record_of_the_catalogue_is_of_the_regime_the_society_and_the_results_as_they_are_now(path: Path):
    data = json.loads(path.read_text(encoding="utf-8"))
    regime, society = Regime.load(data["names"][0]), Society.load(data["names"][1])
    assert path.name == f"{data['verb']}-{regime.id}-{society.id}.json"
    now = stands(data["verb"], regime, society, data["measures"])
    stale = [name for name in now if name != "golden" and data[name] != now[name]]
    stale += [f"the measure {id}" for id, values in now["golden"].items() if data["golden"].get(id) != values]
    assert not stale, f"{path.name} {RECORD_ANEW}; changed since: {', '.join(stale)}"
    assert read(path, data["verb"], regime, society) is not None
