"""The two needs that a moderator of the demo found in its discussion."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.thread import Post
from forum.needs import gathering
from forum.needs.need import Need
from forum.people.standing import Standing

FOUND: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "窓口に行かなくても、人に頼んで予約したい",
        "足が悪い、バスが少ない、平日は働いている。窓口まで行けない人が、電話やメールで予約したいと言っています。",
        (
            ("yoyaku", "電話か\nメールで予約できるように\nなりませんか。"),
            ("yoyaku-aoki", "仕事をしている人は休みを取って行くしかありません。"),
            ("yoyaku-tanaka", "電話だけでも受けてもらえれば、ずいぶん助かります。"),
            ("yoyaku-ishii", "電話で人に頼める道も、どうか残してください。"),
        ),
    ),
    (
        "空いている日を、行く前に知りたい",
        "",
        (
            ("yoyaku", "家から空きが分かって"),
            ("yoyaku-aoki", "空いている日が、行くまで分からない"),
            ("yoyaku-tanaka", "「来てから見てください」と言われます。"),
        ),
    ),
)


def gather(session: Session, by: Standing, message_id: Callable[[str], str]) -> None:
    """Lay the passages to their needs; `message_id` tells that of a contribution of the story."""
    for title, words, voices in FOUND:
        need = gathering.open_need(session, title, words, by)
        assert isinstance(need, Need)
        for name, passage in voices:
            wanted = select(Post).where(Post.message_id == message_id(name))
            made = gathering.clip(session, need, session.scalars(wanted).one(), passage, by)
            if isinstance(made, gathering.Refusal):
                raise AssertionError(f"{name}: {made}")
