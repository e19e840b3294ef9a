"""One life of a city, and the same life in its twin: lived again with that person followed, to the same bits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counterscore.engine.world import World
from counterscore.run.held import held
from counterscore.run.world import Setting, beginning, lived

Told = Callable[[float], None]
# What the page shows of somebody, of the columns of people.parquet.
SHOWN = (
    "sex", "age", "alive", "place", "region", "education", "income_fifth", "minority", "household", "trustworthiness",
    "trust_fifth", "employed", "home_owner", "partnered", "papers", "schooled", "ill", "wage", "wealth",
    "months_employed", "months_listed", "ties",
)  # fmt: skip


def tell(setting: Setting, person: int, told: Told) -> dict[str, Any]:
    """Return a life: its file (see `Citizen.file`), who the person is, and every tie made and lost."""
    with beginning(setting) as world:
        total, ties = setting.run_in + setting.months, _Ties(person)

        def noted(tick: int) -> None:
            told(tick / total)
            if tick >= setting.run_in:
                ties.note(world, tick - setting.run_in - 1)

        story = lived(setting, world, [person], noted)
        one = held(setting, story, [person]).citizen(person)
    about = one.about
    return {**one.file(), "about": {name: about[name] for name in SHOWN if name in about}, **ties.as_json()}


class _Ties:
    """The close ties of one person, month by month."""

    def __init__(self, person: int) -> None:
        self.person = person
        self.now: set[int] | None = None
        self.changes: list[dict[str, Any]] = []

    def note(self, world: World, month: int) -> None:
        """Note who came and who went in the month just lived; the first call notes who is there."""
        state = world.state
        row = state.friends[state.offsets[self.person] : state.offsets[self.person + 1]]
        found = {int(friend) for friend in row if friend >= 0}
        before = found if self.now is None else self.now
        for friend in sorted(found ^ before):
            scores = [int(state.score[self.person]), int(state.score[friend])]
            made = friend in found
            self.changes.append({"month": month, "friend": friend, "made": made, "lower": scores[0] < scores[1]})
        self.now = found

    def as_json(self) -> dict[str, Any]:
        """Return the ties at the end and all changes."""
        return {"friends": sorted(self.now or ()), "ties_changed": self.changes}
