"""What a leak of the register and part of the ledger exposes."""

from __future__ import annotations

import json

import polars as pl
import pytest
from click.testing import CliRunner

from counterscore import Problem, Regime, Run, Society, simulate
from counterscore.cli.breach import breach as command
from counterscore.measure.breach import Breach, breach
from counterscore.measure.breach.acts import singled_out
from counterscore.measure.breach.anonymity import k_anonymity, sizes
from counterscore.measure.breach.leak import Leak, leak


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    regime = Regime.load("citizen-score").in_phase("mandatory")
    out = tmp_path_factory.mktemp("breach") / "run"
    return simulate(Society.load("china-2018"), regime, citizens=400, months=12, report=False, follow=0, out=out)


@pytest.fixture(scope="module")
def found(run: Run) -> Breach:
    return breach(run, 0.5)


def test_the_more_is_known_the_smaller_is_k_anonymity(found: Breach):
    by_known = {each.known: each for each in found.k_anonymity}
    least, most = by_known["region",], by_known["region", "place", "sex", "age", "education", "score"]
    assert least.median > most.median
    assert least.alone < most.alone
    for each in found.k_anonymity:
        assert 0 <= each.alone <= each.below_five <= 1


def test_more_known_acts_identify_more_people(found: Breach):
    shares = [share for share in found.acts.values() if share is not None]
    assert len(shares) == 4
    assert shares == sorted(shares)


def test_half_of_the_ledger_exposes_about_half_of_the_people(run: Run, found: Breach):
    assert found.lines == run.register["rank"].count()
    assert 0.4 < found.ledgers / found.lines < 0.6
    assert breach(run, 1.0).ledgers == found.lines


def test_the_same_run_gives_the_same_leak(run: Run, found: Breach):
    assert breach(run, 0.5) == found


def test_exposed_people_of_the_groups_add_up(found: Breach):
    assert found.exposed["minority"][0] + found.exposed["majority"][0] == found.exposed["everybody"][0] == found.lines


def test_sizes_of_anonymity_sets_by_hand():
    lines = pl.DataFrame({"region": [1, 1, 1, 2], "sex": ["f", "f", "m", "m"]})
    assert sizes(lines, ("region",)).to_list() == [3, 3, 3, 1]
    assert sizes(lines, ("region", "sex")).to_list() == [2, 2, 1, 1]


def leaked(acts: list[tuple[int, int, str]]) -> Leak:
    table = pl.DataFrame(acts, schema={"id": pl.Int32, "month": pl.Int32, "activity": pl.String}, orient="row")
    nothing = pl.DataFrame()
    return Leak(nothing, nothing, table, sorted(set(table["id"])), 3)


def test_acts_shared_by_all_identify_nobody_and_unique_acts_do():
    alike = [(person, month, "reads") for person in (1, 2, 3) for month in (0, 1)]
    assert singled_out(leaked(alike), 1)[2] == 0.0
    apart = [(person, person * 10 + month, "reads") for person in (1, 2, 3) for month in (0, 1)]
    assert singled_out(leaked(apart), 1)[1] == 1.0
    assert singled_out(leaked(apart), 1)[3] is None


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Run:
    out = tmp_path_factory.mktemp("breach") / "platform"
    return simulate(
        Society.load("china-2018"), Regime.load("ad-platform"), citizens=400, months=12, report=False, follow=0, out=out
    )


@pytest.fixture(scope="module")
def profiles(platform: Run) -> Breach:
    return breach(platform, 0.5)


def test_without_scores_the_profiles_leak(platform: Run, profiles: Breach):
    grown = platform.people.filter(pl.col("alive") & (pl.col("age") >= 18))
    assert not profiles.register
    assert 0.5 * len(grown) < profiles.lines <= len(grown)
    assert 0.4 < profiles.ledgers / profiles.lines < 0.6
    assert profiles == breach(platform, 0.5)


def test_without_scores_and_lists_none_leak(profiles: Breach):
    assert len(profiles.k_anonymity) == 4
    assert not {"band", "score"} & {name for each in profiles.k_anonymity for name in each.known}
    assert {each.listed for each in profiles.exposed.values()} == {None}


def test_leaked_profiles_identify_people_and_reveal_attributes(profiles: Breach):
    alone, found, reported = profiles.k_anonymity[-1].alone, profiles.acts[4], profiles.inferred["minority"]
    assert alone > 0.5
    assert found
    assert reported
    assert reported > 0.6
    assert profiles.exposed["minority"].people + profiles.exposed["majority"].people == profiles.lines


def test_only_what_was_seen_is_in_a_profile(platform: Run):
    seen = {act for partner in platform.regime.file.partners for act in partner.sees}
    acts = leak(platform, 1.0).acts
    assert set(acts["activity"]) <= seen
    assert acts["month"].unique().sort().to_list() == list(range(12))
    everybody = platform.months.filter(pl.col("group") == "all")
    adults = everybody.filter(pl.col("measure") == "adults").select("month", adults="value")
    units = everybody.filter(pl.col("measure").str.starts_with("seen:")).join(adults, on="month")
    assert 0 < acts.height <= round(float((units["value"] * units["adults"]).sum()))


def test_with_several_operators_the_profiles_of_the_sources_leak():
    early = simulate(Society.load("china-2018"), Regime.load("citizen-score"), citizens=200, months=2, report=False)
    assert not breach(early, 1.0).register


def test_nothing_recorded_is_no_breach():
    none = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False, follow=0)
    with pytest.raises(Problem, match="this run recorded nothing about anybody, so nothing can leak"):
        breach(none)
    assert k_anonymity(Leak(pl.DataFrame({"id": [], "score": []}), none.people, pl.DataFrame(), [], 0)) == []


@pytest.mark.parametrize("share", ["0", "-1", "1.5", "nan"])
def test_a_share_above_one_is_one_clear_error(run: Run, share: str):
    result = CliRunner().invoke(command, [str(run.folder), "--share", share])
    assert result.exit_code == 2
    assert "allowed: above 0, up to 1" in result.output


def test_the_command_says_that_it_is_synthetic(run: Run):
    assert "synthetic citizens" in CliRunner().invoke(command, [str(run.folder)]).output
    document = json.loads(CliRunner().invoke(command, [str(run.folder), "--format", "json"]).output)
    assert document["synthetic"] is True
    assert {"k_anonymity", "singled_out_by_acts", "told", "hit"} <= set(document)
    assert document["leaked"] == "register"


def test_the_command_says_that_profiles_leak(platform: Run):
    words = CliRunner().invoke(command, [str(platform.folder)]).output
    assert "The profiles of" in words
    assert "no register with scores or ranks that could leak" in words
    assert "on a list" not in words
    document = json.loads(CliRunner().invoke(command, [str(platform.folder), "--format", "json"]).output)
    assert document["leaked"] == "profiles"
