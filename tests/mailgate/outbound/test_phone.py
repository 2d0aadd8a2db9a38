"""What an old telephone gets: seven bits, plain words, short, and links for the rest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from forum.acceptance.contribution import KeptAttachment
from forum.archive.canonical import Enclosure, WebPost, canonical_bytes
from forum.base import writing
from forum.distribution import Mailing
from forum.people.person import Address, MailFormat
from forum.posting import publish
from mailgate.inbound.decoding import decode
from mailgate.outbound import outbox
from mailgate.outbound.phone import MOST_OCTETS, FileLink, for_phone, letter_for_phone
from tests.factories import a_contribution, a_site, enter_person, open_board, subscribe

ARCHIVED = b"Archived-At: <https://forum.example/posts/abc>\r\n"


def a_mail(text: str, subject: str = "公園部会", **told) -> bytes:
    post = WebPost(
        message_id="a.b@lists.example",
        author_name=told.pop("author", "髙橋 葵"),
        address="general@lists.example",
        subject=subject,
        text=text,
        html=told.pop("html", None),
        written_at=datetime(2026, 11, 22, 1, 0, tzinfo=UTC),
        references=("parent@example.jp",),
        **told,
    )
    return ARCHIVED + b"DKIM-Signature: v=1; b=x\r\nX-Other: x\r\n" + canonical_bytes(post)


def test_the_words_are_plain_and_everything_is_seven_bits():
    mail = for_phone(a_mail("①㈱～😀\n公園です。", html="<p>公園です。</p>"))
    assert mail.isascii()
    parsed = message_from_bytes(mail, policy=SMTP)
    assert parsed.get_content_type() == "text/plain"
    assert parsed.get_content_charset() == "iso-2022-jp"
    assert parsed["Content-Transfer-Encoding"] == "7bit"
    assert parsed.get_content().replace("\r\n", "\n") == "(1)(株)〜〓\n公園です。\n"


def test_it_answers_and_is_answered_as_every_other_copy():
    whole = a_mail("はい", subject="Re: " + "公園の①ベンチについて" * 5)
    mail = for_phone(whole)
    one, other = decode(whole), decode(mail)
    assert other.message_id == one.message_id
    assert other.references == one.references
    assert other.in_reply_to == one.in_reply_to
    assert other.date == one.date
    assert other.subject == one.subject.replace("①", "(1)")
    assert other.author == one.author._replace(name="高橋 葵")
    assert b"DKIM-Signature" not in mail
    assert b"X-Other" not in mail
    assert max(map(len, mail.split(b"\r\n"))) <= 76


def test_a_name_in_plain_letters_is_quoted_where_it_must_be():
    mail = for_phone(a_mail("x", author="Zoë (Café), Inc."))
    assert decode(mail).author.name == "Zoe (Cafe), Inc."


def test_a_long_line_is_cut_where_any_relay_takes_it():
    mail = for_phone(a_mail("長い段落です。" * 300 + "\n" + "x" * 2000))
    assert max(map(len, mail.split(b"\r\n"))) < 998
    assert decode(mail).text.replace("\n", "") == "長い段落です。" * 300 + "x" * 2000


def test_what_is_too_long_ends_with_a_sentence_and_says_where_the_rest_is():
    body = decode(for_phone(a_mail("公園の話です。" * 2000))).text
    assert len(body.encode("iso2022_jp", "replace")) < MOST_OCTETS + 500
    words, _, rest = body.partition("\n\n（長いので、ここまでにしました。")
    assert words.endswith("。")
    assert "https://forum.example/posts/abc" in rest


def test_quotes_are_left_out_first():
    quote = "\n".join("> むかしの話です。" for _ in range(800))
    body = decode(for_phone(a_mail(f"はい、そうです。\n\n{quote}\n"))).text
    assert body.startswith("はい、そうです。\n")
    assert "> " not in body
    assert "引用は省きました" in body
    assert "https://forum.example/posts/abc" in body


def test_a_letter_without_a_page_is_never_cut():
    letter = a_mail("手続きの説明です。" * 2000).replace(ARCHIVED, b"")
    assert decode(letter_for_phone(letter)).text.count("手続き") == 2000


def test_files_are_names_and_links():
    files = [FileLink("①報告書.pdf", 1_200_000, "https://forum.example/attachments/x/file.pdf")]
    enclosed = [Enclosure("①報告書.pdf", "application/pdf", b"%PDF")]
    view = decode(for_phone(a_mail("ご覧ください。", enclosures=enclosed), files))
    assert view.attachments == ()
    assert "・(1)報告書.pdf（1.2MB）\nhttps://forum.example/attachments/x/file.pdf" in view.text


def test_a_letter_that_carries_a_file_stays_as_it_is():
    letter = a_mail("転送します。", enclosures=[Enclosure("original.eml", "text/plain", b"x")])
    assert letter_for_phone(letter) == letter


@pytest.fixture
def town(engine, tmp_path):
    """A board with a telephone and a computer, and a post with a file that both are owed."""
    site = a_site(tmp_path)
    with Session(writing(engine)) as session, session.begin():
        board = open_board(session, "general")
        for name in ("keitai", "pasokon"):
            person = enter_person(session, name)
            person.addresses[0].format = MailFormat.PHONE if name == "keitai" else MailFormat.FULL
            subscribe(session, board, person)
        (sha256,) = site.attachments.keep([b"%PDF"])
        facts = a_contribution().board
        publish(
            session,
            a_contribution(
                board=replace(facts, id=board.id),
                message_id=None,
                text="①ベンチを増やしてください。",
                attachments=(KeptAttachment("図面.pdf", "application/pdf", 4, sha256),),
            ),
            site,
        )
        mailing_id = session.scalar(select(Mailing.id))
    return engine, site, mailing_id


def test_one_post_goes_out_in_both_formats_under_one_message_id(town):
    engine, site, mailing_id = town
    with engine.connect() as connection:
        mailing = outbox.open_post(connection, mailing_id)
        (batch,) = outbox.next_batches(connection, mailing, 10, 1)
    copies = mailing.copies(site)
    sent = {one.address: copies.copy_for(*one) for one in batch.recipients}
    phone, full = sent["keitai@example.jp"].content, sent["pasokon@example.jp"].content
    assert phone.is_seven_bit
    assert decode(phone.data).text.startswith("(1)ベンチを増やしてください。")
    assert decode(full.data).text.startswith("①ベンチを増やしてください。")
    assert decode(phone.data).message_id == decode(full.data).message_id
    assert "図面.pdf" in decode(phone.data).text
    assert f"{site.url}/attachments/" in decode(phone.data).text
    assert [file.name for file in decode(full.data).attachments] == ["図面.pdf"]


def test_a_notice_to_a_telephone_is_known_as_one(engine, tmp_path):
    with Session(writing(engine)) as session, session.begin():
        enter_person(session, "keitai")
        session.execute(update(Address).values(format=MailFormat.PHONE))
        session.add(Mailing(kind="notice", sender="", recipient="Keitai@Example.JP", content=b"x"))
    with writing(engine).begin() as connection:
        (notice,) = outbox.claim_notices(connection, timedelta(seconds=60))
    assert notice.is_phone


def test_it_is_what_other_programs_read():
    parsed = message_from_bytes(for_phone(a_mail("公園です。", "公園①")), EmailMessage, policy=SMTP)
    assert parsed["Subject"] == "公園(1)"
    assert parsed["From"].addresses[0].display_name == "高橋 葵"
