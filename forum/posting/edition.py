"""Posts that go into the archive together, in few statements, whatever the size of the archive."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import count

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.orm import Session

from forum.acceptance.contribution import Contribution
from forum.archive import references, search
from forum.archive.attachments import Attachment
from forum.archive.message import Message
from forum.archive.references import Came, Known, Place, Settled
from forum.archive.thread import Origin, Post, Thread
from forum.base import insert_many, new_public_id, order_key, table_of
from forum.boards import Board, Subscription
from forum.distribution import Mailing
from forum.people import single_use
from forum.posting.outcome import Duplicate, Published
from forum.posting.preparing import Prepared
from forum.posting.rows import (
    Row,
    as_it_came,
    as_prepared,
    attached,
    canonical_message,
    new_thread,
    owed_mailing,
)
from forum.posting.totals import Totals
from forum.site import Site

_boards, _posts, _threads = table_of(Board), table_of(Post), table_of(Thread)
_attachments, _mailings = table_of(Attachment), table_of(Mailing)
_messages, _subscriptions = table_of(Message), table_of(Subscription)
_IDS_AT_ONCE = 100


class Edition:
    """A batch of posts on its way into the archive; what is added is written by `close`.

    From its making to the end of the transaction nobody else publishes on its boards, so that the
    ids of a board's posts grow in the order in which they are published.
    """

    def __init__(
        self, session: Session, site: Site, coming: Sequence[Prepared], *, distribute: bool
    ) -> None:
        self._session, self._site, self._distribute = session, site, distribute
        self._is_sqlite = session.get_bind().dialect.name == "sqlite"
        self._wanted = {
            (one.contribution.board.id, message_id)
            for one in coming
            for message_id in (one.message_id, *one.ancestry.message_ids)
        }
        self._lock({one.contribution.board.id for one in coming})
        self._kin = references.look_up(session, self._wanted)
        self._post_ids, self._thread_ids = self._ids(_posts), self._ids(_threads)
        self._prints: dict[tuple[int, str], dict[bytes, int]] = {}
        self._newest_subscription: dict[int, int | None] = {}
        self._begin()

    def _begin(self) -> None:
        self._rows: dict[str, list[Row]] = {
            name: [] for name in ("posts", "known", "attachments", "mailings")
        }
        self._totals = Totals()
        self._indexed: list[search.Indexed] = []
        self._told_tokens: set[str] = set()
        self._came: list[Came] = []

    def place(self, one: Prepared) -> Place:
        """Where a post would go, as far as is known by now."""
        return references.place(self._kin, one.contribution.board.id, one.message_id, one.ancestry)

    def twin(self, one: Prepared, at: Place) -> Duplicate | None:
        """The same words under the same Message-ID on the same board."""
        if at.same_id_as is None:
            return None
        board_id = one.contribution.board.id
        prints = self._prints_of(board_id, one.message_id)
        return Duplicate(prints[one.fingerprint]) if one.fingerprint in prints else None

    def is_echo(self, one: Prepared, at: Place) -> bool:
        """Whether another list brings back what we sent, perhaps with more around it."""
        if not self._went_out_already(one, at):
            return False
        brought = _squeezed_lines(one.contribution.text)
        return any(_squeezed_lines(sent) <= brought for sent in self._texts_of(one))

    def _went_out_already(self, one: Prepared, at: Place) -> bool:
        """Whether a list brings a Message-ID that we sent out: sent once more it could go round."""
        return one.contribution.through_list and at.same_id_as is not None and self._was_sent(at)

    def _texts_of(self, one: Prepared) -> list[str]:
        """The texts of the posts under the same Message-ID on the same board."""
        board_id, own = one.contribution.board.id, one.message_id
        kept = select(_posts.c.text).where(
            _posts.c.message_id == own, _posts.c.board_id == board_id
        )
        coming = [
            row["text"]
            for row in self._rows["posts"]
            if row["message_id"] == own and row["board_id"] == board_id
        ]
        return [*self._session.scalars(kept), *coming]

    def _was_sent(self, at: Place) -> bool:
        """Whether the post under the same Message-ID has gone out to subscribers."""
        mailing = select(_mailings.c.id).where(_mailings.c.post_id == at.same_id_as).limit(1)
        owed = any(row["post_id"] == at.same_id_as for row in self._rows["mailings"])
        return owed or self._session.scalar(mailing) is not None

    def add(self, one: Prepared, at: Place) -> Published:
        """Put a post where it belongs."""
        if at.hidden_subject is not None and one.subject == at.hidden_subject:
            one = one.without_subject()
        board_id = one.contribution.board.id
        settled = self._settled(one, at)
        post_id = next(self._post_ids)
        key = order_key(one.contribution.received_at, post_id)
        thread_id = settled.thread_id or self._open_thread(one, key)
        if settled.branch:
            self._bring(board_id, settled, thread_id)
        public_id = new_public_id()
        self._rows["posts"].append(
            {
                "id": post_id,
                "public_id": public_id,
                "thread_id": thread_id,
                "parent_id": settled.parent_id,
                "same_id_as": at.same_id_as,
                "kept_message_id": self._kept(one),
                "order_key": key,
                **as_prepared(one),
                **as_it_came(one.contribution),
            }
        )
        self._note_ids(one, at, settled, thread_id, post_id)
        self._totals.add_post(board_id, thread_id, key, one.contribution.received_at)
        self._rows["attachments"] += attached(post_id, one.contribution)
        self._indexed.append(search.Indexed(key, board_id, one.words))
        self._told_tokens |= single_use.tokens_in(one.contribution.text)
        if self._distribute and not self._went_out_already(one, at):
            self._owe(one.contribution, post_id)
        return Published(post_id, public_id, thread_id)

    def close(self) -> None:
        """Write everything that was added."""
        self._totals.write_threads(self._session)
        insert_many(self._session, _posts, self._rows["posts"])
        insert_many(self._session, _attachments, self._rows["attachments"])
        references.remember(self._session, self._rows["known"])
        for came in self._came:
            references.adopt(self._session, came)
        search.add(self._session, self._indexed)
        if self._told_tokens:
            single_use.void(self._session, self._told_tokens)
        insert_many(self._session, _mailings, self._rows["mailings"])
        self._totals.write_boards(self._session)
        self._begin()

    # --- Where it goes ---

    def _settled(self, one: Prepared, at: Place) -> Settled:
        if not (at.ghost or at.older):
            return Settled(at.thread_id, at.parent_id)
        self.close()
        board_id = one.contribution.board.id
        return references.settle(
            self._session, self._kin, board_id, one.message_id, one.ancestry, at
        )

    def _bring(self, board_id: int, settled: Settled, thread_id: int) -> None:
        self.close()
        references.bring(self._session, board_id, settled, thread_id)
        self._kin = references.look_up(self._session, self._wanted)

    def _note_ids(
        self, one: Prepared, at: Place, settled: Settled, thread_id: int, post_id: int
    ) -> None:
        board_id, own = one.contribution.board.id, one.message_id
        for ghost in at.unknown:
            self._note_id(board_id, ghost, Known(thread_id, None))
        if at.ghost:
            self._kin[board_id, own] = Known(thread_id, post_id)
            self._came.append(Came(board_id, own, thread_id, post_id, settled.answering))
        elif at.same_id_as is None:
            self._note_id(board_id, own, Known(thread_id, post_id))
        self._prints.setdefault((board_id, own), {})[one.fingerprint] = post_id

    def _note_id(self, board_id: int, message_id: str, known: Known) -> None:
        self._kin[board_id, message_id] = known
        self._rows["known"].append(
            {
                "board_id": board_id,
                "message_id": message_id,
                "thread_id": known.thread_id,
                "post_id": known.post_id,
            }
        )

    def _open_thread(self, one: Prepared, key: int) -> int:
        thread_id = next(self._thread_ids)
        self._totals.open_thread(new_thread(one, thread_id, key))
        return thread_id

    # --- What is known beforehand ---

    def _lock(self, board_ids: set[int]) -> None:
        if not self._is_sqlite:  # there the one writer holds the lock of everything
            boards = select(_boards.c.id).where(_boards.c.id.in_(board_ids)).order_by(_boards.c.id)
            self._session.execute(boards.with_for_update())

    def _ids(self, table: Table) -> Iterator[int]:
        """The next ids of a table; known beforehand since order keys and replies need them."""
        if self._is_sqlite:
            yield from count((self._session.scalar(select(func.max(table.c.id))) or 0) + 1)
        sequence = text("SELECT nextval(CAST(:name AS regclass)) FROM generate_series(1, :many)")
        while True:
            wanted = {"name": f"{table.name}_id_seq", "many": self._ids_at_once}
            yield from self._session.scalars(sequence, wanted)

    @property
    def _ids_at_once(self) -> int:
        return min(len(self._wanted), _IDS_AT_ONCE)

    def _prints_of(self, board_id: int, message_id: str) -> dict[bytes, int]:
        """The posts with that Message-ID by their fingerprints."""
        found = self._prints.setdefault((board_id, message_id), {})
        rows = self._session.execute(
            select(_posts.c.fingerprint, _posts.c.id).where(
                _posts.c.message_id == message_id, _posts.c.board_id == board_id
            )
        )
        for fingerprint, post_id in rows:
            found.setdefault(fingerprint, post_id)
        return found

    def _kept(self, one: Prepared) -> int | None:
        if one.canonical is None:
            return one.contribution.kept_message_id
        row = canonical_message(one, one.canonical)
        return self._session.execute(insert(_messages).returning(_messages.c.id), row).scalar_one()

    # --- What follows ---

    def _owe(self, contribution: Contribution, post_id: int) -> None:
        """Note in the outbox that the board's subscribers are owed this post."""
        board = contribution.board
        newest = self._newest(board.id)
        if newest is None:
            return
        window = self._site.edit_window_s if board.edit_window_s is None else board.edit_window_s
        wait = timedelta(seconds=window if contribution.origin is Origin.WEB else 0)
        self._rows["mailings"].append(owed_mailing(board.id, post_id, newest, wait))

    def _newest(self, board_id: int) -> int | None:
        if board_id not in self._newest_subscription:
            self._newest_subscription[board_id] = self._session.scalar(
                select(func.max(_subscriptions.c.id)).where(_subscriptions.c.board_id == board_id)
            )
        return self._newest_subscription[board_id]


def _squeezed_lines(text: str) -> set[str]:
    """The lines that say something, as no list's wrapping or blanks change them."""
    return {"".join(line.split()) for line in text.splitlines()} - {""}
