"""What a leak of the register and part of the ledger exposes."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from counterscore import Problem, Regime, Run, Society, simulate
from counterscore.cli.breach import breach as command
from counterscore.measure.breach import Breach, breach
from counterscore.measure.breach.acts import _drawn, singled_out
from counterscore.measure.breach.anonymity import k_anonymity, sizes
from counterscore.measure.breach.leak import Leak, leak
from counterscore.measure.breach.records import LeakedRecords, records_of
from counterscore.run import ledger
from counterscore.run.world import new_world, run_world


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


def leaked(acts: list[tuple[int, int, str]]) -> LeakedRecords:
    """Return records of these acts: person, month, activity."""
    ids, kinds = sorted({person for person, _, _ in acts}), sorted({activity for _, _, activity in acts})
    on = np.zeros((1 + max(month for _, month, _ in acts), len(kinds), len(ids)), bool)
    for person, month, activity in acts:
        on[month, kinds.index(activity), ids.index(person)] = True
    return LeakedRecords(np.array(ids, np.int32), tuple(kinds), np.packbits(on, axis=-1))


def test_acts_shared_by_all_identify_nobody_and_unique_acts_do():
    alike = [(person, month, "reads") for person in (1, 2, 3) for month in (0, 1)]
    assert singled_out(leaked(alike), 1)[2] == 0.0
    apart = [(person, person * 10 + month, "reads") for person in (1, 2, 3) for month in (0, 1)]
    assert singled_out(leaked(apart), 1)[1] == 1.0
    assert singled_out(leaked(apart), 1)[3] is None


def test_known_acts_are_drawn_without_repeats_and_matched_among_everybody():
    """A search among everybody, person by person, finds as many as the search by bits."""
    draw = np.random.default_rng(2)
    rows = [(who, month, act) for who in range(600) for month in range(3) for act in "abcd" if draw.random() < 0.4]
    records, own = leaked(rows), dict[int, list[tuple[int, str]]]()
    for person, month, act in rows:
        own.setdefault(person, []).append((month, act))
    found = singled_out(records, 5)
    place = {person: k for k, person in enumerate(records.ids.tolist())}
    unique, eligible = np.zeros((2, 4))
    for block, on in records.blocks():
        known, count = _drawn(on.reshape(len(on), -1), records.ids[block], 5)
        for person, acts, number in zip(records.ids[block].tolist(), known.tolist(), count.tolist(), strict=True):
            assert number == len(own[person])
            for k in range(1, 1 + min(number, 4)):
                wanted = {(act // 4, "abcd"[act % 4]) for act in acts[:k]}
                assert len(wanted) == k
                assert wanted <= set(own[person])
                eligible[k - 1] += 1
                unique[k - 1] += sum(wanted <= set(theirs) for theirs in own.values()) == 1
    assert len(place) > 500
    assert [found[k] for k in (1, 2, 3, 4)] == pytest.approx((unique / eligible).tolist())


def test_a_search_among_a_sample_would_identify_too_many(platform: Run):
    """The old figure searched among a sample: the fewer people are searched, the more of them seem unique."""
    out = leak(platform, 1.0)
    few = np.sort(np.random.default_rng(1).choice(len(out.records.ids), 40, replace=False))
    on = np.concatenate([on for _, on in out.records.blocks()])[few]
    part = LeakedRecords(out.records.ids[few], out.records.activities, np.packbits(np.moveaxis(on, 0, -1), axis=-1))
    everybody, sample = (singled_out(each, 1)[2] for each in (out.records, part))
    assert everybody is not None
    assert sample is not None
    assert sample > 3 * everybody > 0


def test_leaked_ledgers_hold_the_acts_of_the_ledger(run: Run):
    ids = run.register.drop_nulls("score")["id"].to_numpy()[:60]
    records = records_of(run, np.sort(ids), rated=True).records()
    with new_world(run.scenario) as world:
        story = run_world(run.scenario, world, ids.tolist())
    whole = ledger.table(story, run.society.file, run.regime.file).filter(pl.col("reason") == "act")
    expected = set(whole.select("id", "month", "activity").iter_rows())
    person, month, act = np.nonzero(np.concatenate([on for _, on in records.blocks()]))
    found = {(int(records.ids[p]), int(m), records.activities[a]) for p, m, a in zip(person, month, act, strict=True)}
    assert len(expected) > 100
    assert found == expected


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
    records = leak(platform, 1.0).records
    months = records.months_of()
    assert {records.activities[k] for k in np.flatnonzero(months.any(axis=0))} <= seen
    assert len(records.bits) == 12
    assert records.bits.any(axis=(1, 2)).all()
    everybody = platform.months.filter(pl.col("group") == "all")
    adults = everybody.filter(pl.col("measure") == "adults").select("month", adults="value")
    units = everybody.filter(pl.col("measure").str.starts_with("seen:")).join(adults, on="month")
    assert 0 < months.sum() <= round(float((units["value"] * units["adults"]).sum()))


def test_with_several_operators_the_profiles_of_the_sources_leak():
    early = simulate(Society.load("china-2018"), Regime.load("citizen-score"), citizens=200, months=2, report=False)
    assert not breach(early, 1.0).register


def test_nothing_recorded_is_no_breach():
    none = simulate(Society.load("china-2018"), Regime.load("none"), citizens=100, months=1, report=False, follow=0)
    with pytest.raises(Problem, match="this run recorded nothing about anybody, so nothing can leak"):
        breach(none)
    empty = LeakedRecords(np.empty(0, np.int32), (), np.empty((1, 0, 0), np.uint8))
    assert k_anonymity(Leak(pl.DataFrame({"id": [], "score": []}), none.people, empty, empty.ids)) == []
    assert singled_out(empty, 1) == dict.fromkeys((1, 2, 3, 4))


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
