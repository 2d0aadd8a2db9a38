"""The poll as it was counted when the council decided, as tables and as words of the minority."""

from collections.abc import Mapping
from typing import Any

from forum.documents import content, words
from forum.documents.content import MinorityView
from forum.proposals.cells import Table
from forum.proposals.tally import Tally, View

_COUNCIL, _RESIDENTS = "委員の回答", "委員のほかの人の回答"
FEW = "回答した人は3人に満たないため、内訳は載せていません。"


def tables(tally: Mapping[str, Any] | None) -> tuple[content.Tally, ...]:
    """A table for the members, and one for those beside them, where anybody answered."""
    if not tally:
        return ()
    told = Tally.from_json(tally)
    both = ((_COUNCIL, told.council), (_RESIDENTS, told.residents))
    return tuple(_table(title, table) for title, table in both if table.total != 0)


def minority(tally: Mapping[str, Any] | None) -> tuple[MinorityView, ...]:
    """The reasons of those who were against, or for it on a condition."""
    return tuple(map(_view, Tally.from_json(tally).views)) if tally else ()


def _table(title: str, table: Table) -> content.Tally:
    if table.total is None:
        return content.Tally(title, (), (), FEW)
    choices = tuple("・".join(words.CHOICES[one] for one in group) for group in table.choices)
    rows = [
        (_sectors(row.sectors), tuple(map(str, row.counts)), str(row.total)) for row in table.rows
    ]
    if len(rows) > 1:
        rows.append(("合計", tuple(map(str, table.totals)), str(table.total)))
    return content.Tally(title, choices, tuple(rows))


def _view(view: View) -> MinorityView:
    return MinorityView(
        choice="または".join(words.CHOICES[one] for one in view.choices),
        name=view.name or ("委員" if view.is_member else "委員のほかの人"),
        sector=_sectors(view.sectors),
        reason=view.reason,
    )


def _sectors(sectors: tuple[Any, ...]) -> str:
    return "・".join(words.SECTORS[one] for one in sectors)
