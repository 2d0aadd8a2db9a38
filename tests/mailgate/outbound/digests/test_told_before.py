"""Who had an announcement in full by a letter finds one line of it in the digest."""

from forum.announcements.tiding import Tiding, Way
from forum.base import utcnow
from forum.people.person import Address
from tests.forum.proposals.stage import Stage
from tests.mailgate.outbound.digests.test_editions import Town, session, site, text_of

__all__ = ["session", "site"]
HAD = "（全文は、前に別のメールでお送りしました。）"


def test_a_text_that_came_by_letter_is_not_told_again(session, site) -> None:
    town = Town(session, site)
    stage = Stage(session, town.board)
    stage.people = {"member": town.people["Aoi"]}
    told = town.posts[1]
    aoi = town.people["Aoi"]
    aoi.addresses.append(Address(written="aoi@home.example.jp", canonical="aoi@home.example.jp",
                                 verified_at=utcnow()))  # fmt: skip
    session.flush()
    session.add(
        Tiding(
            person_id=aoi.id,
            proposal_id=stage.draft().id,
            way=Way.MAIL,
            mailbox="aoi@home.example.jp",
            post_id=told,
        )
    )
    session.flush()
    sent = town.sent()
    assert HAD in text_of(sent["aoi"]).replace("\n", "")
    assert "木曜に。" not in text_of(sent["aoi"])
    assert "電話でも。" in text_of(sent["aoi"])
    assert "木曜に。" in text_of(sent["ren"])
    assert "木曜に。" in text_of(sent["emily"])
