"""What other studies say of the findings of a comparison, and their records."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from counterscore import Regime, Society
from counterscore.catalogue.content import content
from counterscore.report.attribution.report import AttributionReport
from counterscore.report.comparison import context
from counterscore.report.comparison.report import ComparisonReport
from counterscore.report.robustness.report import RobustnessReport
from counterscore.study.attribute import Attribution
from counterscore.study.comparison.compare import Comparison, compare
from counterscore.study.comparison.related import RECORDED, RelatedStudies, related_studies
from counterscore.study.division import NOISE, Division, Part
from counterscore.study.estimate import Estimate
from counterscore.study.record import NAME, basis, read, write
from counterscore.study.robust import Robustness
from counterscore.study.spread import Holds
from study.small import CHINA, SCORE, box, left_out, owen, shapley


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(
        SCORE,
        "none",
        society=CHINA,
        citizens=100,
        months=12,
        populations=2,
        measures=["chilling-all", "records", "truth-auc"],
    )


def test_a_record_says_what_the_study_said(tmp_path: Path):
    for study in (left_out(), shapley(), owen()):
        write(study, tmp_path)
        again = read(tmp_path / NAME, "attribute", SCORE, CHINA)
        assert isinstance(again, Attribution)
        assert AttributionReport(again).text() == AttributionReport(study).text()
        assert AttributionReport(again).json() == AttributionReport(study).json()
    write(box(), tmp_path)
    again = read(tmp_path / NAME, "robust", SCORE, CHINA)
    assert isinstance(again, Robustness)
    assert RobustnessReport(again).text() == RobustnessReport(box()).text()
    assert RobustnessReport(again).json() == RobustnessReport(box()).json()


def test_a_record_of_another_regime_or_a_broken_record_is_ignored(tmp_path: Path):
    write(box(), tmp_path)
    assert read(tmp_path / NAME, "robust", Regime.load("citizen-score"), CHINA) is None
    assert read(tmp_path / NAME, "attribute", SCORE, CHINA) is None
    (tmp_path / NAME).write_text("[]")
    assert read(tmp_path / NAME, "robust", SCORE, CHINA) is None
    assert read(tmp_path / "nothing", "robust", SCORE, CHINA) is None


@pytest.mark.parametrize("key", ["regime", "society", "results", "golden"])
def test_a_record_is_valid_for_its_regime_society_results_and_measures_alone(tmp_path: Path, key: str):
    write(box(), tmp_path)
    path = tmp_path / NAME
    data = json.loads(path.read_text())
    path.write_text(json.dumps(data | {"versions": {}, "names": ["other", "other"]}))
    assert read(path, "robust", SCORE, CHINA) is not None
    path.write_text(json.dumps(data | {key: "other"}))
    assert read(path, "robust", SCORE, CHINA) is None


def test_a_record_stays_valid_if_texts_change_but_not_if_a_figure_does(tmp_path: Path):
    shipped = Society.load("china-2018")
    write(left_out(), tmp_path)
    record = json.loads((tmp_path / NAME).read_text())
    (tmp_path / NAME).write_text(json.dumps(record | {"society": content(shipped.file)}))
    other = tmp_path / "china-2018.toml"
    other.write_text(f"# read again\n\n{shipped.text}".replace("title = ", "title =  ").replace("(R)", "(read)"))
    assert Society.load(other).digest != shipped.digest
    assert read(tmp_path / NAME, "attribute", SCORE, Society.load(other)) is not None
    other.write_text(shipped.text.replace("urban = { value = 0.6389", "urban = { value = 0.6388"))
    assert read(tmp_path / NAME, "attribute", SCORE, Society.load(other)) is None


def test_studies_in_the_folder_and_next_to_it_are_found(found: Comparison, tmp_path: Path):
    folder = tmp_path / "compare-here"
    for study, place in ((left_out(), folder / "attribute"), (box(), tmp_path / "robust-there")):
        place.mkdir(parents=True)
        write(study, place)
    related = related_studies(found, folder)
    assert related.attribution is not None
    assert related.robustness is not None
    said = ComparisonReport(found, related).text()
    assert any(words in said for words in ("One clause causes", "contribute", "No single clause"))
    assert "The direction holds in 100 % (95 % interval 76 % to 100 %) of 12 draws of the declared" in said
    rows = {(row["measure"], row["group"]): row for row in ComparisonReport(found, related).json()}
    assert "of the declared assumptions" in str(rows["records", "all"]["beside"])


def test_without_records_the_text_says_how_to_find_out(found: Comparison, tmp_path: Path):
    said = ComparisonReport(found, related_studies(found, tmp_path / "compare-here")).text()
    assert "To study it, run: counterscore compare citizen-score none --attribute" in said
    assert "To study it, run: counterscore compare citizen-score none --robust" in said


def test_compared_with_a_regime_other_than_none_nothing_is_claimed(found: Comparison, tmp_path: Path):
    other = replace(found, second=Regime.load("ad-platform"))
    related = related_studies(other, tmp_path)
    assert related.attribution is None
    assert "only in comparison with no score" in ComparisonReport(other, related).text()


def part(value: float, error: float, whole: float = 0.4) -> Part:
    """Return a part with an interval of two errors."""
    ends = [(value + k * 2 * error) / whole for k in (0, -1, 1)]
    return Part(value, value - 2 * error, value + 2 * error, error=error, share=Estimate(ends[0], ends[1], ends[2]))


def said_of(parts: dict[str, Part], whole: Estimate) -> str:
    """Return what is said of the clauses of an effect with these parts, all others being unclear."""
    study = left_out()
    unclear = {party.id: Part(0.0, -0.01, 0.01, error=0.005, why=NOISE) for party in study.parties}
    division = Division(whole={"refused": whole}, parts={"refused": unclear | parts}, remainder={"refused": 0.0})
    return context.clause(RelatedStudies(replace(study, divisions={"all": division})), "refused")


def test_a_clause_is_named_as_the_cause_only_where_its_share_is_supported():
    first, one, two = left_out().parties[:3]
    assert first.kind != "participation"
    whole = Estimate(0.4, 0.3, 0.5)
    most = said_of({one.id: part(0.3, 0.02), two.id: part(-0.5, 0.02)}, whole)
    assert most == f"One clause causes most of it (75 %, 95 % interval 65 % to 85 %): {one.title}."
    assert said_of({}, whole) == "No single clause can be singled out."
    assert said_of({one.id: part(0.5, 0.02)}, whole) == f"One clause causes it, and others soften it: {one.title}."
    assert said_of({one.id: part(0.3, 0.02)}, Estimate(0.4, -0.1, 0.9)) == "No single clause can be singled out."
    largest = said_of({one.id: part(0.3, 0.07), two.id: part(0.1, 0.01)}, whole)
    assert largest == f"The clause that contributes most (75 %, 95 % interval 40 % to 110 %): {one.title}."
    rival = said_of({one.id: part(0.3, 0.07), two.id: part(0.2, 0.03)}, whole)
    assert rival == f"Several clauses contribute, clearly among them: {one.title} (75 %) and {two.title} (50 %)."
    unclear = said_of({one.id: part(0.3, 0.07), two.id: part(0.2, 0.15)}, whole)
    assert unclear == f"Several clauses contribute, clearly among them: {one.title} (75 %)."


def test_a_record_of_another_version_of_the_method_is_ignored(tmp_path: Path):
    write(owen(), tmp_path)
    path = tmp_path / NAME
    data = json.loads(path.read_text())
    assert read(path, "attribute", SCORE, CHINA) is not None
    path.write_text(json.dumps(data | {"form": 1}))
    assert read(path, "attribute", SCORE, CHINA) is None
    data.pop("form")
    path.write_text(json.dumps(data))
    assert read(path, "attribute", SCORE, CHINA) is None


def test_a_direction_that_fails_under_more_than_a_tenth_is_not_robust():
    study: Robustness = box()
    fragile = replace(study.headlines[0], holds=Holds(0.8, 0.7, 0.9), declared=Estimate(0.1, 0.05, 0.15))
    related = RelatedStudies(robustness=replace(study, headlines=(fragile,)))
    assert related.fragile("chilling-all")
    assert "holds in 80 % (95 % interval 70 % to 90 %) of 12 draws of the declared assumptions (300" in (
        context.assumptions(related, "chilling-all")
    )


RECORD_ANEW = "is stale, so that no comparison uses it: record it anew (see CONTRIBUTING.md), or delete the file"


@pytest.mark.parametrize("path", sorted(RECORDED.glob("*.json")), ids=lambda path: path.stem)
def test_records_of_the_catalogue_match_the_current_regimes_societies_and_results(path: Path):
    data = json.loads(path.read_text(encoding="utf-8"))
    regime, society = Regime.load(data["names"][0]), Society.load(data["names"][1])
    assert path.name == f"{data['verb']}-{regime.id}-{society.id}.json"
    now = basis(data["verb"], regime, society, data["measures"])
    stale = [name for name in now if name != "golden" and data[name] != now[name]]
    stale += [f"the measure {id}" for id, values in now["golden"].items() if data["golden"].get(id) != values]
    assert not stale, f"{path.name} {RECORD_ANEW}; changed since: {', '.join(stale)}"
    assert read(path, data["verb"], regime, society) is not None
