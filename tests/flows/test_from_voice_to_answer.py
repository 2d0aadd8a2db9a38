"""From a telephone's mail to the city's answer and what became of it: Postfix, Dovecot, the real program.

Weeks pass by moving the dates that are written down, as a calendar would; nothing else is touched.
"""

import email
import email.policy
import hashlib
import re
import smtplib
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from config import Settings
from forum.announcements.daily import bundle_once
from forum.announcements.record import Bundling
from forum.base import connect, today, writing
from forum.dates import long_day
from forum.site import Site
from tests.conftest import available
from tests.flows import house
from tests.servers import dovecot, postfix
from tests.servers.base import free_port, wait_until

pytestmark = [pytest.mark.postfix, pytest.mark.slow, pytest.mark.timeout(600)]

HARU, MEMBER, MODERATOR = "haru@mail.test", "takahashi@mail.test", "suzuki@mail.test"
CHAIR, OFFICE, CITY = "nakamura@mail.test", "yamaguchi@mail.test", "watanabe@mail.test"
WEB = "tanaka@mail.test"  # writes on the web alone
EVERYBODY = (HARU, MEMBER, MODERATOR, CHAIR, OFFICE, CITY, WEB)
PAPER = "石井 茂"  # has neither mail nor telephone
WISH = "家から電話で\n予約できるように\nなりませんか。"
MEASURES = "code,period,area,title,first_year,last_year\nB7,前期,市民,施設の予約,2026,2028\n"


@dataclass
class Street:
    """The house, the post office in front of it and behind, and everybody's mailbox."""

    ours: house.House
    mta: int
    mailboxes: dovecot.Dovecot
    data_dir: Path
    read: dict[str, int] = field(default_factory=dict)
    visitors: dict[str, house.Visitor] = field(default_factory=dict)

    def visitor(self, email_: str) -> house.Visitor:
        if email_ not in self.visitors:
            self.visitors[email_] = self.ours.visitor(email_)
        return self.visitors[email_]

    def telephone(
        self, subject: str, words: str, to: str = "sogo@lists.test", sender: str = HARU
    ) -> None:
        """A mail as a feature phone sends it: ISO-2022-JP, no name, nothing to thread it by."""
        mail = EmailMessage(policy=email.policy.SMTP)
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
        mail["Message-ID"] = make_msgid(domain="phone.test")
        mail.set_content(words, charset="iso-2022-jp")
        with smtplib.SMTP("127.0.0.1", self.mta, timeout=20) as client:
            client.sendmail(sender, to, mail.as_bytes())

    def reply(self, letter: EmailMessage, words: str, sender: str = HARU) -> None:
        """Answer a letter to its Reply-To or From, as any client does."""
        (to,) = (letter["Reply-To"] or letter["From"]).addresses
        self.telephone(f"Re: {letter['Subject']}", words, to.addr_spec, sender)

    def letter(self, to: str, about: str) -> EmailMessage:
        """The next unread mail in a mailbox that has these words in its subject or text."""
        found: list[EmailMessage] = []

        def arrived() -> bool:
            mails = self.mailboxes.mails(to)
            for at in range(self.read.get(to, 0), len(mails)):
                mail = email.message_from_bytes(mails[at], policy=email.policy.default)
                assert isinstance(mail, EmailMessage)
                if joined(about) in joined(words_of(mail)):
                    self.read[to] = at + 1
                    found.append(mail)
                    return True
            return False

        wait_until(arrived, f"a mail to {to} about {about}", 90)
        return found[0]

    def weeks_pass(self, change: str) -> None:
        """Move the dates of the record, as if that time had gone by."""
        with sqlite3.connect(self.data_dir / "kakehashi.sqlite3", timeout=30) as database:
            database.execute(change)

    def post_with(self, words: str) -> dict[str, object]:
        found: list[dict[str, object]] = []

        def there() -> bool:
            found[:] = [p for p in self.ours.posts("sogo") if words in str(p["text"])]
            return bool(found)

        wait_until(there, f"a post with {words}", 60)
        return found[0]


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    data_dir = tmp_path_factory.mktemp("house")
    lmtp = free_port()
    with available(dovecot.running(list(EVERYBODY))) as mailboxes:
        transports = {
            "lists.test": f"lmtp:inet:127.0.0.1:{lmtp}",
            "mail.test": f"lmtp:inet:127.0.0.1:{mailboxes.lmtp}",
        }
        with available(postfix.running(transports)) as mta:
            settings = {
                "LMTP_LISTEN": f"127.0.0.1:{lmtp}",
                "RELAY": f"smtp://127.0.0.1:{mta.smtp}",
            }
            with house.running(data_dir, **settings) as ours:
                enter(ours, data_dir)
                yield Street(ours, mta.smtp, mailboxes, data_dir)


def enter(ours: house.House, data_dir: Path) -> None:
    """The council, its board, its plan; one person has neither mail nor telephone."""
    ours.run("board", "add", "sogo", "--name", "総合")
    people = (
        (HARU, "佐藤 ハル"),
        (MEMBER, "高橋 幸子", "--role", "member", "--sector", "group"),
        (MODERATOR, "鈴木 直子", "--role", "moderator"),
        (CHAIR, "中村 正夫", "--role", "chair", "--role", "member", "--sector", "university"),
        (OFFICE, "山口 恵", "--role", "secretariat"),
        (CITY, "渡辺 誠", "--role", "liaison", "--sector", "government"),
        (WEB, "田中 健一", "--sector", "company"),
    )
    for address, name, *rest in people:
        ours.run("person", "add", address, "--name", name, *rest)
    ours.run("person", "add", "--name", PAPER)
    ours.run("subscribe", "sogo", HARU, MEMBER, CHAIR)
    (data_dir / "measures.csv").write_text(MEASURES, "utf-8")
    ours.run("plan", "import", str(data_dir / "measures.csv"))


def joined(words: str) -> str:
    """Without the breaks that make lines fit a telephone."""
    return "".join(words.split())


def words_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}".replace("\r\n", "\n")


def enter_letter(office: house.Visitor, words: str) -> None:
    """A clerk copies what somebody wrote by hand, and finds them by their name."""
    form = {"name": PAPER, "channel": "paper", "subject": "予約の用紙", "text": words}
    with pytest.raises(house.ShownAgain) as asked_who:
        office.fill("/intake/new", form)
    known = re.search(r'name="person"[^>]*value="(\w{12})"', asked_who.value.page)
    assert known
    office.fill("/intake/new", form, also={"person": known[1]})


def tell_steps(street: Street) -> None:
    """The hour at which the day's steps are bundled, as it comes every day."""
    settings = Settings.from_environment(street.ours.environment)
    engine = connect(settings.database_url)
    with Session(writing(engine)) as session, session.begin():
        session.execute(delete(Bundling))
        bundle_once(session, Site.of(settings), today())
    engine.dispose()


def in_full(visitor: house.Visitor, about: str) -> str:
    """The newest tiding on My page that is about this, as its page shows it."""
    listed = visitor.get("/account/tidings")
    found = re.search(rf'href="(/account/tidings/\w+)">{about}<', listed)
    assert found, listed
    return visitor.get(found[1])


def sent_letter(office: house.Visitor) -> str:
    """The one letter that waits: made, printed, and said to have gone out; its words."""
    run = office.submit("/letters/", {}, "/letters/").removeprefix(office.url)
    wait_until(lambda: f"{run}/letters.pdf" in office.get(run), "the letters", 90)
    page = office.get(run)
    assert PAPER in page
    told = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"],
        input=office.octets(f"{run}/letters.pdf"),
        capture_output=True,
        check=True,
    ).stdout.decode()
    code = re.search(r'name="code" value="(\d{8})"', page)
    assert code
    office.fill(run, {"on": today().isoformat(), "code": code[1]})
    return joined(told)


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_a_voice_becomes_a_proposal_and_is_answered(street: Street) -> None:
    member, moderator = street.visitor(MEMBER), street.visitor(MODERATOR)
    chair, office = street.visitor(CHAIR), street.visitor(OFFICE)

    # a voice: from a telephone
    street.telephone("市民会館の予約", f"佐藤です。\n{WISH}\n")
    voice = street.post_with("家から電話で")
    assert voice["author"]["name"] == "佐藤 ハル"  # type: ignore[index]
    street.letter(MEMBER, "家から電話で")

    # a need: in her own words
    need = moderator.fill(
        f"/posts/{voice['id']}/clip", {"passage": WISH, "title": "家から予約したい"}
    )
    assert "家から電話で" in member.get(need)

    # a draft: from her post and the need
    edit = member.fill(
        f"/proposals/use?post={voice['id']}", {"passage": WISH, "title": "会館を電話でも予約"}
    )
    proposal = edit.removesuffix("/edit")
    name = proposal.rpartition("/")[2]
    member.fill(
        edit,
        {
            "problem": "窓口へ行かなければ予約できない。",
            "purpose": "家から予約できるようにする。",
            "asks-0-title": "電話で予約を受ける",
            "asks-0-words": "平日の九時から五時まで、電話で受ける。",
        },
    )
    use = f"/proposals/use?post={voice['id']}"
    item = re.search(rf'value="({name}\.\w+)"', member.get(use))
    assert item
    member.fill(use, {"passage": WISH, "proposal": item[1]})
    member.fill(f"/proposals/use?need={need.rpartition('/')[2]}", {"proposal": name})

    # two more voices in it: one from the web, one in a letter that the clerk copies
    web = street.visitor(WEB)
    web.submit(
        "/boards/sogo/new", {"subject": "夜の予約", "text": "夜でもウェブで予約したいです。"}
    )
    enter_letter(office, "手紙で申し込める用紙がほしいです。")
    for words in ("夜でもウェブで", "手紙で申し込める用紙"):
        other = street.post_with(words)
        passage = str(other["text"]).strip()
        member.fill(f"/proposals/use?post={other['id']}", {"passage": passage, "proposal": name})

    # comments: the text comes by mail, and her answer to it stands under it
    member.fill(f"{proposal}/do/ask_comment", {})
    moderator.fill(f"{proposal}/do/open_comment", {"until": in_days(14)})
    asked = street.letter(HARU, "平日の九時から五時まで")
    street.reply(asked, "夕方も受けてください。\n")
    comment = street.post_with("夕方も受けてください")
    assert comment["thread"] != voice["thread"]
    assert "夕方も受けてください" in member.get(f"/threads/{comment['thread']}")

    # the day's steps: by mail, on the page with its count, and on paper with the next letter
    tell_steps(street)
    assert "引用されました" in joined(words_of(street.letter(HARU, "提案のその後")))
    assert "あなたの投稿が引用されました" in web.get("/account/tidings")
    assert PAPER in office.get("/letters/")  # waits for the next letter
    unread = re.compile(r"お知らせ 未読(\d+)件")
    counted = unread.search(web.get("/"))
    assert counted
    web.submit("/account/tidings", {}, "/account/tidings/read")
    assert not unread.search(web.get("/"))

    # the poll: by web, by mail and on paper
    street.weeks_pass(f"UPDATE proposals SET comment_until = '{in_days(-1)}'")
    chair.fill(f"{proposal}/do/open_poll", {"closes_on": in_days(7)})
    street.reply(street.letter(HARU, "意向確認"), "賛成です。よろしくお願いします。\n")
    assert "賛成" in words_of(street.letter(HARU, "賛成"))
    member.fill(f"{proposal}/poll", {"choice": "conditional", "reason": "夕方六時まで受けること。"})
    chair.fill(f"{proposal}/poll", {"choice": "for"})
    slip = {"name": PAPER, "choice": "for"}
    with pytest.raises(house.ShownAgain) as asked_who:
        office.fill(f"{proposal}/poll/slips", slip)
    known = re.search(r'name="person"[^>]*value="(\w+)"', asked_who.value.page)
    assert known
    office.fill(f"{proposal}/poll/slips", slip, also={"person": known[1]})
    assert PAPER in office.get(f"{proposal}/poll/slips")

    # the decision, its tally and the minority view
    street.weeks_pass(f"UPDATE polls SET closes_on = '{in_days(-1)}'")
    chair.fill(f"{proposal}/do/adopt", {"method": "no_objection", "words": "条件は付記する。"})
    page = member.get(proposal)
    assert "夕方六時まで受けること。" in page
    label = re.search(r"令和\d+年度提案第1号", page)
    assert label

    # she hears of both with the day's steps, under the proposal's number, and how to hear no more
    tell_steps(street)
    decided = street.letter(HARU, "提案のその後")
    for words in ("意向確認を始めました", "協議会として決定しました", label[0]):
        assert words in joined(words_of(decided))
    assert "One-Click" in decided["List-Unsubscribe-Post"]
    assert "引用されました" not in joined(words_of(decided))  # told once

    # the document, its number, and its way to the city
    office.fill(
        f"{proposal}/submit",
        {"addressee": "みなと市長 様", "document_number": "推協第1号"},
        press="make",
    )
    making = "提案書を作っています"
    wait_until(lambda: making not in office.get(f"{proposal}/submit"), "a 提案書", 90)
    office.fill(
        f"{proposal}/submit", {"addressee": "みなと市長 様", "document_number": "推協第1号"}
    )
    letter = street.letter(CITY, "お答えの方法")
    (enclosed,) = letter.iter_attachments()
    assert enclosed.get_content_type() == "application/pdf"
    content = enclosed.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert hashlib.sha256(content).hexdigest() in member.get(proposal)
    whole = words_of(street.letter(HARU, "提案として市に提出しました"))
    assert "電話で予約を受ける" in whole

    # the same on the web, with a mail beside it, and on paper for whoever has neither
    assert unread.search(web.get("/"))
    assert "電話で予約を受ける" in in_full(web, "市に提出しました")
    street.letter(WEB, "提案として市に提出しました")
    first = sent_letter(office)
    for words in ("市に提出しました", "電話で予約を受ける", "あなたの投稿が引用されました"):
        assert words in first
    assert PAPER not in office.get("/letters/")

    # the city takes it in and answers, by mail alone; nothing counts before its yes
    due = long_day(today() + timedelta(days=60)).partition("（")[0]
    receipt = f"受理番号：市協受第31号\n担当課：市民協働課\n回答期限：{due}\n"
    street.reply(letter, receipt, CITY)
    street.reply(street.letter(CITY, "市協受第31号"), "はい\n", CITY)
    street.letter(CITY, "記録し、公開しました")
    answer = "項目１\n判断：一部反映\n対応：実施予定（令和9年度）\n理由：まず和室で試します。\n"
    street.reply(letter, answer, CITY)
    read_back = street.letter(CITY, "まず和室で試します")
    assert "まず和室で試します" not in member.get(proposal)
    street.reply(read_back, "はい\n", CITY)
    street.letter(CITY, "記録し、公開しました")
    told = joined(words_of(street.letter(HARU, "市から回答がありました")))
    for words in ("一部反映", "実施予定（令和9年度）", "まず和室で試します。"):
        assert words in told

    assert "まず和室で試します。" in in_full(web, "市から回答がありました")
    assert "まず和室で試します" in joined(words_of(street.letter(WEB, "市から回答がありました")))
    second = sent_letter(office)
    assert "まず和室で試します。" in second
    assert "市に提出しました" not in second  # told once

    # her own post says what became of it
    post = member.get(f"/posts/{voice['id']}")
    assert label[0] in post
    assert "一部反映" in post

    # a measure, and what it brought
    office.fill(f"{proposal}/measures", {})
    criteria = {"criterion_1": "手間", "mark_1": "good", "words_1": "減る見込み"}
    sheet = {"evaluator": "協議会", "summary": "よい", **criteria}
    chair.fill("/plan/B7/evaluation", sheet)
    after = re.search(r"/plan/B7/evaluation/\w+", chair.get("/plan/B7"))
    assert after
    chair.fill(
        after[0],
        {**sheet, "consequence": "none", "consequence_words": "目標に達した。"},
    )
    chair.fill(f"{proposal}/do/evaluate", {"words": "電話で予約できるようになった。"})
    assert "評価済" in member.get(proposal)
    tell_steps(street)
    assert "評価しました" in joined(words_of(street.letter(HARU, "提案のその後")))
    assert "評価しました" in web.get("/account/tidings")
    assert "評価しました" in office.get("/letters/")

    # and by mail, whoever asks
    street.telephone("status 提案1", "", "sogo-request@lists.test")
    status = joined(words_of(street.letter(HARU, label[0])))
    assert "評価済" in status
    assert "一部反映" in status
