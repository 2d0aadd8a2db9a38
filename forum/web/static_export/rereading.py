"""What changed while the record was written: its pages are made once more.

An answer that came finds its place in its topic, so that a link to it leads to one. The revision of
a topic, which every change of its page raises, is kept with its pages. What was hidden goes from
every page that tells of more than one topic too.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Engine, Select, select

from forum.archive.attachments import Attachment
from forum.archive.thread import Post, PostState, Thread
from forum.base import table_of, utcnow
from forum.web.static_export.folder import Folder
from forum.web.static_export.journal import Journal
from forum.web.static_export.names import Target

_posts, _threads, _attachments = table_of(Post), table_of(Thread), table_of(Attachment)


class Rereading:
    """Knows which revision of a topic its pages tell of."""

    def __init__(self, engine: Engine, folder: Folder, journal: Journal) -> None:
        self._engine, self._folder, self._journal = engine, folder, journal
        self._looked_at = journal.begun

    def note(self, target: Target) -> None:
        """To be called before a page is asked for: what changes afterwards is seen."""
        if target.file.startswith("threads/"):
            topic = target.file.removeprefix("threads/").removesuffix(".html").partition("~")[0]
            wanted = select(_threads.c.revision).where(_threads.c.public_id == topic)
            with self._engine.connect() as connection:
                self._journal.saw(topic, connection.execute(wanted).scalar())

    def begin(self) -> bool:
        """Put what changed among the pages to be fetched; whether there are any."""
        if self._was_hidden():
            self._journal.lists_again()
        changed = list(self._changed())
        for topic in changed:
            gone = self._journal.again(topic, self._posts_of(topic), self._files_withheld(topic))
            for file in gone:
                self._folder.remove(file)
        return bool(changed)

    def _was_hidden(self) -> bool:
        """Whether a post was hidden, or taken back, since this was asked before."""
        since, self._looked_at = self._looked_at, utcnow()
        wanted = select(_posts.c.id).where(_posts.c.state_changed_at >= since).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(wanted).first() is not None

    def _changed(self) -> Iterator[str]:
        wanted = select(_threads.c.public_id, _threads.c.revision)
        with self._engine.connect().execution_options(yield_per=1000) as connection:
            for topic, revision in connection.execute(wanted):
                if self._journal.revision_of(topic) not in (None, revision):
                    yield topic

    def _posts_of(self, topic: str) -> Sequence[str]:
        return self._ids(topic, select(_posts.c.public_id))

    def _files_withheld(self, topic: str) -> Sequence[str]:
        """What came with posts that may not be read any more."""
        withheld = select(_attachments.c.public_id).where(_attachments.c.post_id == _posts.c.id)
        return self._ids(topic, withheld.where(_posts.c.state != PostState.PUBLISHED))

    def _ids(self, topic: str, wanted: Select[str]) -> Sequence[str]:
        here = (_posts.c.thread_id == _threads.c.id) & (_threads.c.public_id == topic)
        with self._engine.connect() as connection:
            return [row[0] for row in connection.execute(wanted.where(here))]
