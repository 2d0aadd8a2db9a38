"""Needs as a table: what is asked for, how many people speak of it, and in which posts."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.thread import PostState
from forum.boards import Board, Visibility
from forum.language import N_
from forum.needs import reading
from forum.needs.need import Need
from forum.open_data.dataset import Dataset, Field, Row, Type
from forum.open_data.vocabulary import NEED_STATES
from forum.site import Site


def needs(session: Session, site: Site) -> Iterator[tuple[int, Row]]:
    found = session.scalars(select(Need).order_by(Need.id)).all()
    names = {one.id: one.public_id for one in found}
    public = select(Board.id).where(Board.visibility == Visibility.PUBLIC)
    roots = [one.id for one in found if one.merged_into_id is None]
    clips = reading.clips_of(session, roots, session.scalars(public).all())
    for one in found:
        shown = [clip for clip in clips.get(one.id, ()) if clip.state is PostState.PUBLISHED]
        voices = reading.Voices.of(shown)
        yield (
            one.id,
            {
                "id": one.public_id,
                "url": site.link(f"/needs/{one.public_id}"),
                "title": one.title,
                "words": one.words,
                "state": _state(one),
                "merged_into": names.get(one.merged_into_id or 0),
                "opened_at": one.opened_at,
                "closed_at": one.closed_at,
                "closed_reason": one.closed_reason,
                "people": voices.people,
                "posts": list(dict.fromkeys(clip.post for clip in shown)),
            },
        )


def _state(need: Need) -> str:
    if need.merged_into_id is not None:
        return "merged"
    return "open" if need.closed_at is None else "closed"


NEEDS = Dataset(
    "needs",
    N_("ニーズ"),
    N_("たくさんの投稿から集めたニーズです。一行が一つのニーズです。"),
    (
        Field("id", Type.ID, N_("ニーズの名前")),
        Field("url", Type.URL, N_("ニーズのページ")),
        Field("title", Type.TEXT, N_("ニーズの題")),
        Field("words", Type.TEXT, N_("ニーズの説明")),
        Field("state", Type.CODE, N_("いまの状態"), codes=NEED_STATES),
        Field("merged_into", Type.ID, N_("まとめた先のニーズの名前")),
        Field("opened_at", Type.MOMENT, N_("立てられた日時")),
        Field("closed_at", Type.MOMENT, N_("終わった日時")),
        Field("closed_reason", Type.TEXT, N_("終わった理由")),
        Field(
            "people", Type.INTEGER, N_("だれでも読める投稿で、このニーズを話した人の数"), N_("人")
        ),
        Field("posts", Type.LIST, N_("このニーズを話した投稿の名前（/posts/ に続ける）")),
    ),
    needs,
)
