"""report.html: one self-contained file, text first, every picture with a text alternative."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from counterscore import Run
from counterscore.report.charts import svg
from counterscore.report.run.report import write
from report.outline import ASKING, outline


def test_the_page_is_whole_html_with_a_title_and_one_heading(pages, case):
    parsed = outline(pages[case])
    assert "synthetic" in parsed.texts["title"][0]
    assert len(parsed.of("h1")) == 1
    assert parsed.of("html")[0]["lang"] == "en"


def test_no_element_of_the_page_can_send_a_request(pages, case):
    parsed = outline(pages[case])
    assert parsed.of("script") == parsed.of("link") == parsed.of("iframe") == parsed.of("img") == []
    asked = [value for _, attributes in parsed.tags for name, value in attributes.items() if name in ASKING]
    assert not [value for value in asked if "//" in value or value.startswith(("data:", "javascript:"))]
    style = "".join(parsed.texts["style"])
    assert "@import" not in style
    assert not [target for target in re.findall(r"url\(([^)]*)\)", pages[case]) if not target.startswith("#")]


def test_the_first_words_say_that_everybody_is_synthetic(pages, case):
    body = pages[case].split("<body>")[1]
    assert re.sub(r"<[^>]*>", "", body).strip().startswith("Synthetic people only.")


def test_every_picture_and_table_says_synthetic(pages, case):
    page = pages[case]
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert figures
    assert all("Synthetic people." in figure for figure in figures)
    notes = re.findall(r'<h3>[^<]*</h3>\n<p class="key">(.*?)</p>\n<div class="scroll"', page)
    sources = ("Sources on the regime", "Published figures on the society")
    assert len(notes) == page.count("<h3>") - sum(page.count(f"<h3>{title}") for title in sources) >= 2
    assert all(note.startswith(("Synthetic people.", "Synthetic firms.")) for note in notes), notes


def test_every_picture_has_a_title_and_a_description(pages, case):
    pictures = re.findall(r"<svg.*?</svg>", pages[case], re.DOTALL)
    assert pictures
    for picture in pictures:
        opening = re.match(r'<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)"', picture)
        assert opening
        words = [re.search(rf'id="{name}">([^<]+)<', picture) for name in opening.groups()]
        assert all(found and len(found[1]) > 20 for found in words)


def test_no_id_is_used_twice(pages, case):
    ids = re.findall(r' id="([^"]+)"', pages[case])
    assert len(ids) == len(set(ids))


def test_no_picture_of_a_run_says_that_something_emerges(pages, case):
    """A tag is derived from twins, which a run has none of; only what a file declares is marked as assumed."""
    figures = re.findall(r"<figure.*?</figure>", pages[case], re.DOTALL)
    tags = {figure.split('"')[1]: re.findall(r'class="tag">([^<]*)<', figure) for figure in figures}
    assert tags == {name: ["assumed"] if name == "flow" else [] for name in tags}


@pytest.mark.parametrize(
    ("case", "names"),
    [
        ("citizen-score", ["enrolment", "scores", "truth", "refusals", "moves", "ties", "work", "flow"]),
        ("citizen-score by choice", ["enrolment", "refusals", "work", "flow"]),
        ("none", ["refusals", "work"]),
    ],
)
def test_a_score_brings_its_own_pictures(pages, case, names):
    assert re.findall(r'<figure id="([^"]+)"', pages[case]) == names


def test_without_a_score_the_page_does_not_mention_refusals_by_one(pages):
    assert "because of the score" not in pages["none"]
    assert "refused because of the score" in pages["citizen-score"]


def test_a_single_world_does_not_say_harm(pages, case):
    assert "harm" not in pages[case].lower()


def test_the_page_says_how_to_run_it_again(pages):
    assert "counterscore run citizen-score --citizens 600 --months 54" in pages["citizen-score"]
    assert "citizens=600, months=54, people_seed=1, seed=1" in pages["citizen-score"]


def test_the_same_run_gives_the_same_page(runs: dict[str, Run], pages, tmp_path: Path):
    write(runs["none"], tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == pages["none"]


def test_text_from_a_file_cannot_become_tags():
    chart = {"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x", "type": "quantitative"}}}
    drawn = svg.svg(chart, "some", "<b>title</b>", 'a "description" & more')
    assert "<b>" not in drawn
    assert "&lt;b&gt;title&lt;/b&gt;" in drawn
