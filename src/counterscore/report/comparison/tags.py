"""Tags of findings in words: what an effect is made of, as derived, or that this was not derived."""

from __future__ import annotations

from counterscore.report.text.effects import share_interval
from counterscore.report.text.numbers import listing, percent
from counterscore.study.tags import Gone, Tag, Tags

NOT_DERIVED = "not derived"
_LEAST = 0.005


def word(tag: Tag | None) -> str:
    """Return the tag of a finding. Nothing is called emergent, or anything else, unless a study derived it."""
    return NOT_DERIVED if tag is None or tag.kind is None else tag.kind


def words(tag: Tag | None) -> str:
    """Return why a finding has its tag; empty if that was not studied."""
    if tag is None:
        return ""
    limit = percent(tag.share)
    match tag.kind:
        case "assumed" if tag.gone is None:
            return "Assumed: all of it is multiplied by a declared judgement."
        case "assumed":
            return f"Assumed: {_share(tag)}, set from results of this kind."
        case "fitted":
            return f"Fitted: {_share(tag)}, fitted to published figures."
        case "held-out":
            return "Held out: a file says that this result was kept out when figures were set."
        case "emergent" if tag.gone is None:
            return "Emergent: no figure was set from results of this kind."
        case "emergent":
            return f"Emergent: less than {limit} goes with any figure that it may come from; {_most(tag)}."
        case None:
            return _open(tag, limit)


def _open(tag: Tag, limit: str) -> str:
    """Why nothing can be said."""
    if tag.why == "unclear share":
        return f"Not derived: {_share(tag)}; more random seeds would show whether that is {limit} or more."
    if tag.why == "level":
        return "Not derived: it is a level, and a share of a level says little."
    return "Not derived: the study of tags found no clear effect."


def _most(tag: Tag) -> str:
    """The most that goes with a figure."""
    value = tag.gone.share.value if tag.gone else None
    return "next to nothing does" if value is None or value < _LEAST else f"at most {_share(tag)}"


def _share(tag: Tag) -> str:
    """How much goes with which figures."""
    gone = tag.gone
    if gone is None:
        return ""
    share = "an unknown share" if gone.share.value is None else percent(gone.share.value)
    words = f"{share} of it{share_interval(gone.share)} goes with {_figures(gone)}"
    return words if len(gone.figures) == 1 else f"{words} together"


def _figures(gone: Gone) -> str:
    return listing([f"`{name}`" for name in gone.figures])


def considered(tags: Tags) -> str:
    """Return which figures were switched off."""
    if not tags.candidates:
        return "No figure says that it was set from a measured result, so none was switched off."
    names = listing([f"`{each.name}`" for each in tags.candidates])
    return f"Figures that were switched off, because they say what they were set from: {names}."
