"""Who takes part, as a table: the figures of the last night."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.language import N_
from forum.open_data.dataset import Dataset, Field, Row, Type
from forum.open_data.night import Night
from forum.open_data.vocabulary import BY, CHANNELS, KINDS, SECTORS
from forum.participation import counting
from forum.participation.figures import By, Figure, Kind, published
from forum.site import Site

# As long as nothing was made at night yet, no more posts than these are counted while one waits.
AT_ONCE = 20_000


def count(session: Session) -> list[Figure]:
    """The figures of all years, counted now: every post is looked at once."""
    years = counting.years(session.connection())
    return [figure for year, shares in years for figure in published(year, shares)]


def figures(session: Session) -> list[Figure]:
    """The figures of the last night; in a young house counted now, in a large one none yet."""
    newest = select(Night.figures).where(Night.made_at.is_not(None)).order_by(Night.day.desc())
    kept = session.scalars(newest.limit(1)).one_or_none()
    if kept is not None:
        return [_from_json(one) for one in kept]
    return count(session) if counting.size(session.connection()) <= AT_ONCE else []


def to_json(told: Iterable[Figure]) -> list[Any]:
    return [
        [one.year, list(one.boards), one.by, list(one.group), one.kind, one.count] for one in told
    ]


def _from_json(kept: list[Any]) -> Figure:
    year, boards, by, group, kind, number = kept
    return Figure(year, tuple(boards), By(by), tuple(group), Kind(kind), number)


def participation(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    places: dict[int, int] = {}
    for one in figures(session):
        place = places[one.year] = places.get(one.year, 0) + 1
        row = {"year": one.year, "boards": list(one.boards), "by": one.by}
        row |= {"group": list(one.group), "figure": one.kind, "count": one.count}
        # Older years come first and no longer change.
        yield (one.year << 24) + place, row


PARTICIPATION = Dataset(
    "participation",
    N_("参加の状況"),
    N_(
        "だれでも読める場に書いた人と投稿の数です。3人に満たないところは、となりとまとめてあります。"
        "毎晩、作り直します。一行が一つの数です。"
    ),
    (
        Field("year", Type.INTEGER, N_("年度"), N_("年度（4月に始まる年の西暦）")),
        Field("boards", Type.LIST, N_("数えた場。空は、だれでも読める場のすべて")),
        Field("by", Type.CODE, N_("何で分けた数か"), codes=BY),
        Field(
            "group",
            Type.LIST,
            N_("数えた月・方法・立場。いくつもあれば、まとめた数"),
            codes=CHANNELS | SECTORS,
        ),
        Field("figure", Type.CODE, N_("何の数か"), codes=KINDS),
        Field("count", Type.INTEGER, N_("数"), N_("件または人")),
    ),
    participation,
)
