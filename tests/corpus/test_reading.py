"""Every mail of the corpus, kept and read: it ends with a fate, it is shown, its thread is right.

`pytest tests/corpus/test_reading.py -s` prints what became of each set.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.reasons import fate_sentence
from forum.addresses import EmailAddress
from forum.archive import listing, mbox
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post
from forum.base import utcnow, writing
from forum.boards import Board
from forum.language import words
from forum.moderation.held import HeldPost
from forum.people.person import Address
from forum.site import Site
from mailgate.inbound.contributing import clean
from mailgate.inbound.decoding import decode
from mailgate.inbound.reading import read_batch
from tests.corpus.facts import CORPUS, find, mails
from tests.factories import a_site, keep_mail, open_board

pytestmark = pytest.mark.corpus

EXCEPTIONS = Path(__file__).with_name("exceptions_reading.toml")


def messages(path: Path) -> Iterator[bytes]:
    """The mail in a file, or each of them where it is an mbox."""
    raw = path.read_bytes()
    entries = [entry.raw for entry in mbox.read(BytesIO(raw))] if raw.startswith(b"From ") else []
    yield from entries if len(entries) > 1 else [raw]


def keep(engine: Engine, kept: dict[str, list[bytes]]) -> None:
    """Put mails into the spool, each set at a board of its own; who wrote them is trusted."""
    with Session(writing(engine)) as session, session.begin():
        writers = {
            writer.canonical: writer for raws in kept.values() for writer in writers_of(raws)
        }
        session.add_all(
            Address(written=canonical, canonical=canonical, trusted_at=utcnow())
            for canonical in writers
        )
        for slug, raws in kept.items():
            open_board(session, slug)
            for number, raw in enumerate(raws):
                keep_mail(session, raw, slug, mail_from=f"sender{number}@example.net")


def writers_of(raws: list[bytes]) -> Iterator[EmailAddress]:
    for raw in raws:
        author = decode(raw).author
        address = EmailAddress.parse(clean(author.address)) if author else None
        if address and len(address.canonical) < 300:
            yield address


def read(engine: Engine, site: Site) -> None:
    """Read what waits, then let through all that is held for a moderator, as one would."""
    while read_batch(engine, site):
        pass
    with Session(writing(engine)) as session, session.begin():
        waiting = select(HeldPost).where(HeldPost.decided_at.is_(None)).order_by(HeldPost.id)
        for held in session.scalars(waiting):
            posting.release(session, held, site)


def test_every_mail_of_every_set_has_a_fate_and_is_shown(engine, tmp_path):
    site = a_site(tmp_path)
    sets: dict[str, list[bytes]] = {}
    for name, path in mails():
        sets.setdefault(re.sub("[^a-z0-9]+", "-", name.lower())[:40], []).extend(messages(path))
    keep(engine, sets)
    read(engine, site)
    fates = Counter()
    with Session(engine) as session:
        rows = session.execute(
            select(Board.slug, Arrival.fate, Arrival.reason, Arrival.details)
            .join(Board, Board.id == Arrival.board_id)
        )  # fmt: skip
        for slug, fate, reason, details in rows:
            fates[slug, fate] += 1
            assert fate not in (Fate.KEPT, Fate.FAILED, Fate.HELD), (slug, reason, details)
            assert fate_sentence(fate, reason, details, words("ja"))
        assert sum(fates.values()) == sum(map(len, sets.values())) > 2500
        shown = [shown_thread(session, thread_id) for thread_id in thread_ids(session)]
    assert sum(shown) == sum(n for (_, fate), n in fates.items() if fate is Fate.PUBLISHED)
    for slug, raws in sets.items():
        told = ", ".join(f"{n} {fate}" for (s, fate), n in sorted(fates.items()) if s == slug)
        print(f"{slug:40} {len(raws):5}: {told}")


def thread_ids(session: Session) -> list[int]:
    return list(session.scalars(select(Post.thread_id).distinct()))


def shown_thread(session: Session, thread_id: int) -> int:
    """How many posts a page of the thread shows."""
    posts = listing.posts_of(session.connection(), thread_id, limit=10_000)
    for row in posts:
        html = listing.shown_html(row)
        assert isinstance(html, str)
        assert "<script" not in html
        html.encode()
    return len(posts)


# --- Threads ---

Tree = tuple[object, frozenset["Tree"]]
Forest = frozenset[frozenset[Tree]]
"""Threads, each the trees that its ghosts would hold together."""


def forest(engine: Engine, site: Site, raws: list[bytes], names: list[object]) -> Forest:
    """The threads of these mails, read in order; each is known by its name."""
    slug = "threads"
    keep(engine, {slug: raws})
    read(engine, site)
    with Session(engine) as session:
        arrivals = session.scalars(select(Arrival).order_by(Arrival.id)).all()
        named = dict(zip((a.message_id for a in arrivals), names, strict=True))
        posts = session.scalars(select(Post)).all()
        children: dict[int | None, list[Post]] = {}
        for post in posts:
            children.setdefault(post.parent_id, []).append(post)

        def tree(post: Post) -> Tree:
            below = frozenset(tree(child) for child in children.get(post.id, ()))
            return named[post.kept_message_id], below

        threads: dict[int, set[Tree]] = {}
        for post in children.get(None, ()):
            threads.setdefault(post.thread_id, set()).add(tree(post))
        return frozenset(frozenset(trees) for trees in threads.values())


def imap_thread(answer: str) -> Forest:
    """An answer to THREAD (RFC 5256 section 5): "(3 2)(1)", "(1 (2 4)(3))", "((2)(3))"."""
    tokens = re.findall(r"[()]|\d+", answer)

    def group() -> frozenset[Tree]:
        assert tokens.pop(0) == "("
        chain: list[int] = []
        while tokens[0] not in "()":
            chain.append(int(tokens.pop(0)))
        below: frozenset[Tree] = frozenset()
        while tokens[0] == "(":
            below |= group()
        assert tokens.pop(0) == ")"
        for number in reversed(chain):
            below = frozenset([(number, below)])
        return below

    threads = []
    while tokens:
        threads.append(group())
    return frozenset(threads)


def listed(entries: list[list]) -> Forest:
    """Threads as [depth, subject, id] in order, "[ Message not available ]" for a ghost."""
    threads: list[frozenset[Tree]] = []
    while entries:
        threads.append(_listed(entries, 0))
    return frozenset(threads)


def _listed(entries: list[list], depth: int) -> frozenset[Tree]:
    _, subject, message_id = entries.pop(0)
    below: frozenset[Tree] = frozenset()
    while entries and entries[0][0] > depth:
        below |= _listed(entries, depth + 1)
    return below if "not available" in subject else frozenset([(message_id, below)])


def stated() -> Iterator[tuple[str, list[bytes], list[object], Forest]]:
    """Every thread that a peer's test states: its case, mails, their names and the threads."""
    home = CORPUS / "06-threading" / "imaptest"
    for file, case in cases(home):
        if case.get("algorithm") == "references":
            raws = list(messages(home / "raw" / case["mbox"]))
            expected = imap_thread(case["expected_thread"])
            if "appended" in case["note"]:
                raws = raws[: len(re.findall(r"\d+", case["expected_thread"]))]
            yield f"06-threading/imaptest:{file}", raws, list(range(1, len(raws) + 1)), expected
    home = CORPUS / "06-threading" / "mail-thread-perl"
    for file, case in cases(home):
        if case["expected_threads"]:
            raws = list(messages(find(home, file)))
            names = [decode(raw).message_id for raw in raws]
            expected = listed(case["expected_threads"])
            yield f"06-threading/mail-thread-perl:{file}", raws, names, expected


def cases(home: Path) -> Iterator[tuple[str, dict]]:
    told = json.loads((home / "expectations.json").read_text("utf-8"))["cases"]
    for file, case in told.items():
        if str(case.get("source", "")).startswith("peer_test"):
            yield file, case


THREADS = list(stated()) if CORPUS.is_dir() else []


@pytest.mark.parametrize("case", THREADS, ids=[case[0] for case in THREADS])
def test_threads_are_as_a_peers_test_states_them(sqlite_engine, tmp_path, case):
    name, raws, names, expected = case
    agrees = forest(sqlite_engine, a_site(tmp_path), raws, names) == expected
    excepted = tomllib.loads(EXCEPTIONS.read_text("utf-8"))["cases"]
    assert agrees != (name in excepted)


def by_id(engine: Engine, site: Site, raws: list[bytes]) -> dict[str, tuple[int, str | None]]:
    """Of each Message-ID its thread and its parent's Message-ID."""
    keep(engine, {"threads": raws})
    read(engine, site)
    with Session(engine) as session:
        posts = {post.id: post for post in session.scalars(select(Post))}
        return {
            post.message_id: (
                post.thread_id,
                posts[post.parent_id].message_id if post.parent_id else None,
            )
            for post in posts.values()
        }


def test_a_missing_root_holds_its_thread_together(sqlite_engine, tmp_path):
    """notmuch T510: every mail that names the root is in its thread, a fake root draws none away."""
    home = CORPUS / "05-archives" / "notmuch-corpora" / "raw" / "threading" / "ghost-root"
    raws = [path.read_bytes() for path in sorted(home.iterdir()) if path.name[0].isalpha()]
    threads = by_id(sqlite_engine, a_site(tmp_path), raws)
    assert len({thread for thread, _ in threads.values()}) == 1
    assert threads["001-great-grand-child@example.org"][1] == "001-grand-child@example.org"


def test_in_reply_to_goes_before_a_broken_references(sqlite_engine, tmp_path):
    home = CORPUS / "05-archives" / "notmuch-corpora" / "raw" / "threading" / "parent-priority"
    raws = [path.read_bytes() for path in sorted((home / "cur").iterdir())]
    threads = by_id(sqlite_engine, a_site(tmp_path), raws)
    assert threads["B01-child@example.org"][1] == "B00-root@example.org"


def test_an_answer_joins_by_its_headers_alone(sqlite_engine, tmp_path):
    raws = [
        (CORPUS / "01-discourse" / "raw" / f"email_reply_{n}.eml").read_bytes()
        for n in ("1", "staged", "4")
    ]
    threads = by_id(sqlite_engine, a_site(tmp_path), raws)
    assert len({thread for thread, _ in threads.values()}) == 1


@pytest.mark.parametrize(
    ("file", "fate"),
    [
        ("auto_generated_header.eml", (Fate.DISCARDED, "automatic")),
        ("dmarc_fail.eml", (Fate.HELD, "fails_dmarc")),
        ("spam_x_ses_spam_verdict.eml", (Fate.HELD, "spam")),
        ("existing_user.eml", (Fate.PUBLISHED, None)),
    ],
)
def test_what_a_peer_holds_or_drops_we_do(sqlite_engine, tmp_path, file, fate):
    keep(sqlite_engine, {"signs": [(CORPUS / "01-discourse" / "raw" / file).read_bytes()]})
    site = a_site(tmp_path, authserv_ids=frozenset({"example.com"}))
    read_batch(sqlite_engine, site)
    with Session(sqlite_engine) as session:
        assert session.execute(select(Arrival.fate, Arrival.reason)).one() == fate


def test_one_id_over_several_contents_gives_several_posts(sqlite_engine, tmp_path):
    home = CORPUS / "05-archives" / "notmuch-corpora" / "raw" / "duplicate"
    raws = [path.read_bytes() for path in sorted(home.iterdir())]
    keep(sqlite_engine, {"threads": raws})
    read(sqlite_engine, a_site(tmp_path))
    with Session(sqlite_engine) as session:
        posts = session.scalars(select(Post)).all()
        contents = {(decode(raw).subject, decode(raw).text.strip()) for raw in raws}
        assert len(posts) == len(contents)
