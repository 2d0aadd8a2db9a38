from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import select

from forum.base import TOKYO, utcnow
from forum.boards import Visibility
from forum.moderation import acts
from forum.moderation.decision import Act, Decision
from forum.moderation.log import figures, log_page
from forum.people.person import Role
from forum.people.standing import NOBODY, standing_of
from tests import factories as make


def test_the_log_tells_what_and_why_and_never_who(session, site, moderator, holding, publishing):
    held, post = holding(), publishing()
    acts.reject(
        session, site, moderator, held.id, held.content_hash, reason="abuse", note="青井さん"
    )
    acts.hide(session, site, moderator, post.id, acts.content_hash_of(post), reason="other")
    newest, oldest = log_page(session, NOBODY).entries
    assert (newest.act, newest.reason, newest.post_public_id) == (Act.HIDE, "other", post.public_id)
    assert (oldest.act, oldest.reason, oldest.board_slug) == (Act.REJECT, "abuse", "general")
    for entry in (newest, oldest):
        assert not {"青井", "森川", "Aoi"} & set(map(str, asdict(entry).values()))
        assert "青井さん" not in str(entry)


def test_pages_go_on_where_the_last_one_ended(session, site, moderator, holding):
    for number in range(5):
        held = holding(text=f"{number}")
        acts.discard(session, site, moderator, held.id, held.content_hash, reason="spam")
    seen, before = [], None
    while True:
        page = log_page(session, NOBODY, before=before, limit=2)
        seen += [entry.id for entry in page.entries]
        if page.older is None:
            break
        before = page.older
    assert seen == sorted(session.scalars(select(Decision.id)), reverse=True)


def test_what_happens_on_a_staff_board_is_for_staff(session, site):
    staff = make.open_board(session, "kacho", visibility=Visibility.STAFF)
    clerk = make.enter_person(session, "Clerk", "clerk@example.jp", Role.SECRETARIAT)
    session.add(Decision(act=Act.HIDE, board_id=staff.id, moderator_id=clerk.id, reason="other"))
    session.flush()
    assert log_page(session, NOBODY).entries == []
    assert log_page(session, NOBODY, board_id=staff.id).entries == []
    assert len(log_page(session, standing_of(session, clerk.id)).entries) == 1
    assert figures(session, NOBODY, utcnow().date())[Act.HIDE] == 0


def test_small_changes_of_every_day_are_not_in_the_log(session, moderator, publishing):
    acts.pin(session, moderator, publishing().thread_id)
    assert log_page(session, NOBODY).entries == []


def test_figures_count_a_month_of_the_people_here(session, board):
    last_minute = utcnow().astimezone(TOKYO).replace(2026, 12, 31, 23, 59)
    for at in (last_minute, last_minute + timedelta(minutes=2)):
        session.add(Decision(act=Act.REJECT, board_id=board.id, reason="spam", at=at))
    session.flush()
    assert figures(session, NOBODY, date(2026, 12, 1))[Act.REJECT] == 1
    assert figures(session, NOBODY, date(2027, 1, 15))[Act.REJECT] == 1
    assert figures(session, NOBODY, date(2027, 2, 1))[Act.REJECT] == 0
