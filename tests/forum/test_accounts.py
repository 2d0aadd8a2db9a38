import pytest
from sqlalchemy import select

from forum import accounts, posting
from forum.accounts import Asked, PasswordAnswer
from forum.addresses import EmailAddress
from forum.archive.thread import Post
from forum.base import utcnow
from forum.boards import Board
from forum.confirming import confirm
from forum.distribution import Mailing, MailingKind
from forum.people.joining import person_of
from forum.people.merging import PersonMerge
from forum.people.person import Account, Address
from tests import factories as make
from tests.letters import newest, owed, text_of, token_in

AOI = EmailAddress.parse("aoi@example.jp")
NEW = EmailAddress.parse("new@example.jp")
RIGHT = "みどりのベンチが三つ"


def signed_up(session, site, mailbox=NEW, name="新田"):
    accounts.ask_to_sign_up(session, site, mailbox, name)
    return accounts.enter(session, token_in(newest(session, str(mailbox))))


def test_signing_up_makes_an_account_once_the_mailbox_is_proven(session, site):
    assert accounts.ask_to_sign_up(session, site, NEW, "新田") is Asked.SENT
    assert person_of(session, NEW) is None
    token = token_in(newest(session, str(NEW)))
    seen = accounts.entry(session, token)
    assert (seen.is_new, seen.name, seen.address) == (True, "新田", str(NEW))
    account = accounts.enter(session, token)
    assert account.person.name == "新田"
    assert account.person.vouched_at is None
    assert account.person.addresses[0].verified_at is not None
    assert accounts.enter(session, token) is None


def test_somebody_new_may_still_mend_their_name(session, site):
    accounts.ask_to_sign_up(session, site, NEW, "")
    account = accounts.enter(session, token_in(newest(session)), name="新田 花")
    assert account.person.name == "新田 花"


def test_a_mailed_link_signs_in_once(session, site):
    aoi = make.enter_person(session, "Aoi")
    assert accounts.ask_to_sign_in(session, site, AOI) is Asked.SENT
    token = token_in(newest(session, str(AOI)))
    assert accounts.entry(session, token).name == "Aoi"
    account = accounts.enter(session, token)
    assert account.person is aoi
    assert account.signed_in_at is not None
    assert accounts.enter(session, token) is None
    assert accounts.entry(session, token) is None


def test_nobody_learns_from_the_answer_who_is_a_member(session, site):
    make.enter_person(session, "Aoi")
    make.enter_person(session, "Ren", banned_at=utcnow())
    ren = EmailAddress.parse("ren@example.jp")
    asked = {accounts.ask_to_sign_in(session, site, m) for m in (AOI, NEW, ren)}
    asked |= {accounts.ask_to_sign_up(session, site, m, "x") for m in (AOI, NEW, ren)}
    assert asked == {Asked.SENT}
    assert "登録が見つかりませんでした" in text_of(owed(session, str(NEW))[0])
    assert owed(session, str(ren)) == []


def test_the_words_of_a_link_are_blanked_once_sent(session, site):
    make.enter_person(session, "Aoi")
    accounts.ask_to_sign_in(session, site, AOI)
    accounts.ask_to_sign_up(session, site, NEW, "新田")
    kinds = session.scalars(select(Mailing.kind)).all()
    assert set(kinds) == {MailingKind.SECRET}


def test_whoever_has_an_account_gets_a_link_to_sign_in(session, site):
    account = signed_up(session, site)
    accounts.ask_to_sign_up(session, site, NEW, "別の名")
    assert "ログイン" in newest(session, str(NEW))["Subject"]
    assert accounts.enter(session, token_in(newest(session, str(NEW)))) is account
    assert account.person.name == "新田"


def test_somebody_who_lived_by_mail_claims_what_they_wrote(session, site):
    board = make.open_board(session)
    address = Address.of(AOI)
    session.add(address)
    session.flush()
    contribution = make.a_contribution(
        board=make.BoardFacts.of(board), author=make.an_author("Aoi", address_id=address.id)
    )
    posted = posting.publish(session, contribution, site)
    accounts.ask_to_sign_up(session, site, AOI, "青井")
    token = token_in(newest(session, str(AOI)))
    assert accounts.entry(session, token).joins.posts == 1
    account = accounts.enter(session, token)
    post = session.get(Post, posted.post_id, populate_existing=True)
    assert post.person_id == account.person_id
    assert post.author_name == "Aoi"


def test_a_mailbox_gets_only_so_many_links(session, site):
    make.enter_person(session, "Aoi")
    asked = [accounts.ask_to_sign_in(session, site, AOI) for _ in range(12)]
    assert asked.count(Asked.SENT) == accounts.MOST_LINKS_A_DAY["address"]
    unknown = [accounts.ask_to_sign_in(session, site, NEW) for _ in range(12)]
    assert unknown == asked


def test_one_visitor_gets_only_so_many_links(session, site):
    mailboxes = [EmailAddress.parse(f"a{n}@example.jp") for n in range(45)]
    asked = [accounts.ask_to_sign_in(session, site, m, requester="192.0.2.1") for m in mailboxes]
    assert asked.count(Asked.SENT) == accounts.MOST_LINKS_A_DAY["requester"]


def test_a_password_signs_in(session, site):
    account = signed_up(session, site)
    assert accounts.set_password(session, site, account, RIGHT) is None
    assert accounts.sign_in_with_password(session, NEW, RIGHT) is account
    upper = EmailAddress.parse("NEW@Example.jp")
    assert accounts.sign_in_with_password(session, upper, RIGHT) is account


def test_wrong_and_unknown_sound_the_same(session, site):
    account = signed_up(session, site)
    accounts.set_password(session, site, account, RIGHT)
    for mailbox, password in ((NEW, "ちがうことば12"), (AOI, RIGHT), (NEW, "")):
        answer = accounts.sign_in_with_password(session, mailbox, password)
        assert answer is PasswordAnswer.WRONG


def test_somebody_shut_out_cannot_sign_in(session, site):
    account = signed_up(session, site)
    accounts.set_password(session, site, account, RIGHT)
    link = accounts.login_link(session, site, NEW)
    account.person.banned_at = utcnow()
    session.flush()
    assert accounts.sign_in_with_password(session, NEW, RIGHT) is PasswordAnswer.WRONG
    assert accounts.enter(session, link.rsplit("/", 1)[1]) is None


def test_guessing_ends(session, site, monkeypatch):
    account = signed_up(session, site)
    accounts.set_password(session, site, account, RIGHT)
    monkeypatch.setitem(accounts.MOST_WRONG_PASSWORDS_A_DAY, "address", 2)
    answers = [accounts.sign_in_with_password(session, NEW, "ちがうことば12") for _ in range(3)]
    assert answers == [PasswordAnswer.WRONG, PasswordAnswer.WRONG, PasswordAnswer.TOO_MANY]
    assert accounts.sign_in_with_password(session, NEW, RIGHT) is PasswordAnswer.TOO_MANY


def test_a_new_password_signs_every_other_session_out_and_is_told(session, site):
    account = signed_up(session, site)
    before = account.epoch
    accounts.set_password(session, site, account, RIGHT)
    assert account.epoch == before + 1
    assert "パスワードの設定が変わりました" in text_of(newest(session, str(NEW)))
    assert RIGHT not in text_of(newest(session, str(NEW)))
    assert accounts.set_password(session, site, account, "みじかい") == "password_short"
    assert accounts.set_password(session, site, account, None) is None
    assert accounts.sign_in_with_password(session, NEW, RIGHT) is PasswordAnswer.WRONG


def test_an_operators_link_is_for_somebody_who_is_there(session, site):
    make.enter_person(session, "Aoi")
    link = accounts.login_link(session, site, AOI)
    assert link.startswith(f"{site.url}/login/")
    assert accounts.enter(session, link.rsplit("/", 1)[1]).person.name == "Aoi"
    assert accounts.login_link(session, site, NEW) is None


def test_an_address_of_another_person_joins_the_two(session, site):
    aoi = make.enter_person(session, "Aoi")
    other = make.enter_person(session, "Aoi by mail", "aoi@mail.example.jp")
    mailbox = EmailAddress.parse("aoi@mail.example.jp")
    accounts.ask_to_add_address(session, site, aoi, mailbox)
    token = token_in(newest(session, str(mailbox)))
    confirm(session, site, token, signed_in_as=aoi.id)
    assert person_of(session, mailbox) is aoi
    assert other.merged_into_id == aoi.id
    assert session.scalars(select(PersonMerge)).one().by_id == aoi.id


@pytest.mark.parametrize("table", [Account, Board])
def test_asking_makes_no_rows(session, site, table):
    accounts.ask_to_sign_up(session, site, NEW, "新田")
    assert session.query(table).count() == 0
