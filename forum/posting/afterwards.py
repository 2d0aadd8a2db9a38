"""What can wait until nobody waits: the HTML of posts that came by mail or with an import."""

from sqlalchemy import Engine, bindparam, select, update
from sqlalchemy.orm import Session

from forum.archive.rendering import HTML_VERSION, render
from forum.archive.thread import Post
from forum.base import table_of, writing

_posts = table_of(Post)
_KEEP = (
    update(_posts)
    .where(
        _posts.c.id == bindparam("post"),
        _posts.c.html.is_(None),
        _posts.c.version == bindparam("of_version"),
    )
    .values(html=bindparam("made"), html_version=HTML_VERSION)
)


def render_some(engine: Engine, limit: int = 50) -> int:
    """Render the newest posts that have no HTML yet, at most `limit`; how many there were.

    Who looks at one of them before that gets its HTML made for the page.
    """
    with Session(engine) as session:
        rows = session.execute(
            select(_posts.c.id, _posts.c.text, _posts.c.format, _posts.c.version)
            .where(_posts.c.html.is_(None))
            .order_by(_posts.c.id.desc())
            .limit(limit)
        ).all()
    made = [
        {"post": row.id, "of_version": row.version, "made": render(row.text, row.format)}
        for row in rows
    ]
    if made:
        with Session(writing(engine)) as session, session.begin():
            session.execute(_KEEP, made)
    return len(made)
