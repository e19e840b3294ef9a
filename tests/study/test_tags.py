"""Tags of findings: each is told apart where it was planted, and nothing is called emergent unless it was derived."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from catalogue.broken import regime, society
from counterscore import Problem, Regime, Society
from counterscore.catalogue.content import content
from counterscore.catalogue.entries import figures, named
from counterscore.catalogue.figure import Figure
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.judgement import judgement
from counterscore.catalogue.measures_file import abouts
from counterscore.catalogue.origins import HeldOut
from counterscore.report.comparison import tags as words_of
from counterscore.report.comparison.report import ComparisonReport
from counterscore.society.tactics import Tactic
from counterscore.study import candidates as candidates_module
from counterscore.study.candidates import candidates, switched_off
from counterscore.study.comparison.compare import compare
from counterscore.study.comparison.related import RelatedStudies, related_studies
from counterscore.study.estimate import Estimate
from counterscore.study.ratio import ratio
from counterscore.study.record import NAME, read, write
from counterscore.study.tags import Gone, Tag, Tags, Traced, tag, tags
from shared import place

PLANTED = Regime.load(Path(__file__).parent / "planted.toml")
MEASURES = ["records", "refused", "home", "partnered", "chilling-all"]
SMALL: dict[str, Any] = {"citizens": 500, "years": 2, "seeds": 4, "workers": 2}


def tactic(id: str, strength: Figure) -> Tactic:
    """Return a way of staying away from two protected acts, on which the regime has no figure."""
    none = Figure(value=0, source="planted")
    acts = ["criticises-office", "signs-petition"]
    return Tactic(
        id=id, title=id, kind="stay-away", reacts_to="watched", activities=acts, strength=strength, trait="conformity",
        cost=none,
    )  # fmt: skip


def village(first: Figure, second: Figure) -> Society:
    """Return the village, where two tactics alone chill, and where how many find a partner was held out."""
    file, off = Society.load("village").file, Figure(value=0, source="planted")
    responses = file.responses.model_copy(
        update={
            "wary": off, "censor": off, "noticing": Figure(value=0.3, source="planted"),
            "tactics": [tactic("quiet", first), tactic("silent", second)],
        }
    )  # fmt: skip
    held = [HeldOut(measure="partnered", what="how many find a partner", source="planted")]
    return Society.of(file.model_copy(update={"responses": responses, "held_out": held}))


PLAIN = Figure(value=0.5, source="planted")
FROM_CHILLING = Figure(value=0.5, assumption="from chilling", range=(0, 1), set_from=["chilling"])
HALF = village(FROM_CHILLING, PLAIN)
BOTH = village(FROM_CHILLING, FROM_CHILLING)


def planted() -> Tags:
    """Return the tags of what is planted, of which one tactic of two was set from chilling."""
    with place("planted_tags") as folder:
        return tags(PLANTED, HALF, measures=MEASURES, out=folder, **SMALL)


def test_each_planted_effect_gets_its_tag():
    found = planted()
    kinds = {id: made.kind for id in MEASURES if (made := found.tag(id))}
    assert kinds == {
        "records": "assumed", "refused": "fitted", "home": "emergent", "partnered": "held-out",
        "chilling-all": "emergent",
    }  # fmt: skip
    assert found.tag("work") is None
    assert [each.name for each in found.candidates] == [
        "society.responses.tactics.quiet.strength", "regime.partners.ears.missed", "regime.gates.fast-train.enforced"
    ]  # fmt: skip


def test_a_figure_that_carries_half_of_an_effect_does_not_make_it_assumed():
    made = planted().tag("chilling-all")
    assert made
    assert made.gone
    assert made.gone.figures == ("society.responses.tactics.quiet.strength",)
    share = made.gone.share
    assert share.low is not None
    assert share.high is not None
    assert 0.4 < share.low < share.high < 0.65


def test_figures_that_carry_an_effect_only_together_make_it_assumed_together():
    with place("both_tags") as folder:
        found = tags(PLANTED, BOTH, measures=["chilling-all"], out=folder, **SMALL)
    made = found.tag("chilling-all")
    assert made
    assert made.kind == "assumed"
    assert made.gone
    assert len(made.gone.figures) == 2
    assert made.gone.share.value == pytest.approx(1, abs=0.1)


def test_no_code_names_a_planted_or_a_shipped_candidate():
    shipped = candidates(Society.load("china-2018").file, Regime.load("citizen-score").file)
    last = {str(each.where[-1]) for each in shipped} - {"strength"}
    assert {"wary", "perks"} <= last
    folder = Path(candidates_module.__file__).parent
    for name in ("candidates.py", "tags.py", "record.py"):
        code = re.sub(r'""".*?"""', "", (folder / name).read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not [word for word in last if re.search(rf'["\']{word}["\']|\.{word}\b', code)]


def gone(share: tuple[float, float, float], sort: Any = "assumed", name: str = "x") -> Gone:
    return Gone((name,), sort, Estimate(*share))


CLEAR = Estimate(1.0, 0.5, 1.5)


@pytest.mark.parametrize(
    ("traced", "kind", "why"),
    [
        (Traced("m", CLEAR), "emergent", "no figure"),
        (Traced("m", CLEAR, (gone((0.9, 0.81, 1.0)),)), "assumed", ""),
        (Traced("m", CLEAR, (gone((0.9, 0.79, 1.0)),)), None, "unclear share"),
        (Traced("m", CLEAR, (gone((0.7, 0.6, 0.79)),)), "emergent", ""),
        (Traced("m", Estimate(1.0, -0.1, 2.1), (gone((0.9, 0.81, 1.0)),)), None, "unclear effect"),
        (Traced("m", CLEAR, (gone((0.1, 0.0, 0.2)), gone((0.9, 0.85, 1), "fitted"))), "fitted", ""),
        (Traced("m", CLEAR, (gone((0.9, 0.85, 1)), gone((0.9, 0.85, 1), "fitted"))), "assumed", ""),
        (Traced("m", CLEAR, (gone((0.1, 0, 0.2)),), level=True), None, "level"),
        (Traced("m", CLEAR, level=True), "emergent", "no figure"),
        (Traced("m", CLEAR, scaled_by="watching.record"), "assumed", "scaled"),
        (Traced("m", CLEAR, (gone((0.9, 0.85, 1), "fitted"),), held_out=HALF.file.held_out[0]), "held-out", ""),
        (Traced("m", CLEAR, (gone((0.9, 0.85, 1)),), held_out=HALF.file.held_out[0]), "assumed", ""),
    ],
)
def test_a_tag_needs_a_share_that_is_clear(traced: Traced, kind: str | None, why: str):
    made = tag(traced)
    assert (made.kind, made.why) == (kind, why)
    assert words_of.word(made) == (kind or "not derived")
    assert words_of.words(made)


def test_the_share_is_the_declared_judgement(monkeypatch: pytest.MonkeyPatch):
    traced = Traced("m", CLEAR, (gone((0.7, 0.6, 0.79)),))
    low, declared = Figure(value=0.5, assumption="low", range=(0.5, 0.95)), judgement()
    changed = declared.model_copy(update={"tags": declared.tags.model_copy(update={"share": low})})
    monkeypatch.setattr("counterscore.study.tags.judgement", lambda: changed)
    assert tag(traced).kind == "assumed"


def test_the_interval_of_a_ratio_covers_it():
    draw = np.random.default_rng(1)
    covered = 0
    for _ in range(2000):
        wholes = draw.normal(2.0, 0.5, 8)
        found = ratio((0.6 * wholes + draw.normal(0.0, 0.3, 8)).tolist(), wholes.tolist())
        assert found.low is not None
        assert found.high is not None
        covered += found.low <= 0.6 <= found.high
    assert 0.93 < covered / 2000 < 0.97
    assert ratio([1.0, 1.0], [1.0, -0.9]).low is None
    assert ratio([1.0], [0.0]).value is None


def test_a_record_says_what_was_found_and_is_stale_if_a_declaration_changes(tmp_path: Path):
    found = planted()
    write(found, tmp_path)
    again = read(tmp_path / NAME, "tags", PLANTED, HALF)
    assert isinstance(again, Tags)
    assert again.candidates == found.candidates
    assert {id: again.tag(id) for id in MEASURES} == {id: found.tag(id) for id in MEASURES}
    bare = Society.of(HALF.file.model_copy(update={"held_out": []}))
    assert content(bare.file) == content(HALF.file)
    assert read(tmp_path / NAME, "tags", PLANTED, bare) is None
    moved = village(FROM_CHILLING.model_copy(update={"off": 0.1}), PLAIN)
    assert content(moved.file) == content(HALF.file)
    assert read(tmp_path / NAME, "tags", PLANTED, moved) is None


def test_a_comparison_prints_derived_tags_and_without_a_record_none(tmp_path: Path):
    found = compare(PLANTED, "none", society=HALF, citizens=200, years=1, seeds=2, measures=MEASURES, workers=2)
    folder = tmp_path / "compare-here"
    (folder / "tags").mkdir(parents=True)
    unknown = ComparisonReport(found, related_studies(found, folder)).text()
    assert set(re.findall(r"\[([a-z -]+)\]$", unknown, re.MULTILINE)) == {"not derived"}
    assert "emergent" not in unknown
    assert "To study it, run: counterscore compare planted none --tags" in unknown
    write(planted(), folder / "tags")
    known = ComparisonReport(found, related_studies(found, folder))
    assert {"assumed", "fitted"} <= set(re.findall(r"\[([a-z -]+)\]$", known.text(), re.MULTILINE))
    assert "goes with `regime.gates.fast-train.enforced`, fitted to published figures" in known.text()
    rows = {(row["measure"], row["group"]): row for row in known.json()}
    assert "less than 80 % goes with any figure that it may come from" in str(rows["chilling-all", "all"]["beside"])


def test_a_measure_says_nothing_of_its_own_tag():
    assert all(not hasattr(about, "tag") for about in abouts().values())
    assert all(about.kind is None or about.kind in abouts() for about in abouts().values())
    priced = {named(judgement(), each.where) for each in figures(judgement())}
    assert {about.scaled_by for about in abouts().values() if about.scaled_by} <= priced


def test_an_unknown_measure_is_reported_with_the_nearest(tmp_path: Path):
    fault = society(tmp_path)('set_from = ["chilling"]', 'set_from = ["chiling"]')
    assert re.fullmatch(r"responses\.\w+\.set_from\[0\]", fault.key)
    assert fault.message == "there is no measure with this name"
    assert fault.nearest == "chilling"
    rule = '{ value = 0.02, assumption = "some records are lost", range = [0, 0.2]'
    fault = regime(tmp_path)(rule, f'{rule}, set_from = ["record"]')
    assert (fault.key, fault.nearest) == ("partners[0].missed.set_from[0]", "records")


def test_a_share_is_switched_off_at_a_share(tmp_path: Path):
    rule = '{ value = 0.02, assumption = "some records are lost", range = [0, 0.2]'
    assert "switched off" in regime(tmp_path)(rule, f"{rule}, off = 2").message


def test_a_result_from_which_a_figure_was_set_was_not_held_out(tmp_path: Path):
    text = (FOLDER / "societies" / "china-2018.toml").read_text(encoding="utf-8")
    path = tmp_path / "china-2018.toml"
    entry = '\n[[held_out]]\nmeasure = "protected-acts"\nwhat = "worship"\nsource = "(M)"\n'
    path.write_text(text + entry)
    with pytest.raises(Problem, match=r"so they were not held out: responses\."):
        Society.load(path)
    path.write_text(text + entry.replace("protected-acts", "workk"))
    with pytest.raises(Problem, match="did you mean work"):
        Society.load(path)
    path.write_text(text + entry.replace("protected-acts", "work"))
    assert content(Society.load(path).file) == content(Society.load("china-2018").file)


def test_a_file_that_is_not_valid_with_a_figure_off_is_a_problem():
    bad = Figure(value=0.5, assumption="planted", range=(0, 1), set_from=["work"])
    file = Regime.load("citizen-score").file
    score = file.score.model_copy(update={"half_life": bad.model_copy(update={"value": 12.0})}) if file.score else None
    rules = file.model_copy(update={"score": score})
    off = [each for each in candidates(HALF.file, rules) if each.name == "regime.score.half_life"]
    assert off
    with pytest.raises(Problem, match="not valid with this figure switched off"):
        switched_off(HALF, Regime.of(rules), off)


def test_tags_of_a_comparison_with_another_regime_are_unknown():
    assert RelatedStudies(applies=False).tag("work") is None
    assert words_of.word(None) == "not derived"
    assert words_of.word(Tag(None, "level")) == "not derived"


def test_the_data_of_a_record_are_plain(tmp_path: Path):
    write(planted(), tmp_path)
    data = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))
    assert data["verb"] == "tags"
    assert set(data["traced"]) == set(MEASURES)
    assert "held out: partnered" in data["declared"]
