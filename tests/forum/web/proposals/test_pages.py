"""Proposals on their pages: what the visitor may know, where each stands, whose words it comes from."""

import hashlib
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.base import table_of, writing
from forum.digests import answering
from forum.proposals.proposal import Proposal
from tests.forum.web.writing import send
from tests.web.council import Council
from tests.web.door import signed_in

EVERYBODY = (
    "resident", "member", "chair", "moderator", "secretariat", "adviser", "liaison", "hq", "admin",
)  # fmt: skip


def test_a_proposal_is_listed_with_its_step_and_its_date(
    client: FlaskClient, council: Council
) -> None:
    page = client.get("/proposals/").text
    assert f'href="/proposals/{council.proposals["comment"]}"' in page
    assert "意見募集中" in page
    assert "度提案第1号" in page
    assert "度伝達第1号" in page
    assert f'href="/proposals/{council.proposals["draft"]}"' not in page


def test_the_list_is_narrowed_by_words(client: FlaskClient, council: Council) -> None:
    page = client.get("/proposals/?state=open").text
    assert council.proposals["poll"] in page
    assert council.proposals["following"] not in page
    assert "ここに提案はありません" in client.get("/proposals/?state=ended").text


def test_answers_that_the_city_owes_longer_than_it_may_are_found_at_once(
    client: FlaskClient, council: Council
) -> None:
    page = client.get("/proposals/?state=late").text
    assert f'href="/proposals/{council.proposals["received"]}"' in page
    for which in ("comment", "poll", "following"):
        assert f'href="/proposals/{council.proposals[which]}"' not in page


def test_a_comment_by_mail_comes_into_the_topic_of_its_proposal(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    # given: a proposal that has its topic
    proposal = table_of(Proposal)
    thread_id = select(Thread.id).where(Thread.public_id == council.thread).scalar_subquery()
    mine = proposal.update().where(proposal.c.public_id == council.proposals["comment"])
    with writing(sqlite_engine).begin() as connection:
        connection.execute(mine.values(thread_id=thread_id))

    # when: the address that the page gives
    page = client.get(f"/proposals/{council.proposals['comment']}").text
    (token,) = re.findall(r'href="mailto:reply%2B(\w+)@', page)
    post_id = answering.opened(
        client.application.extensions["kakehashi-site"], answering.ANSWER, token
    )

    # then: it answers what opened the topic
    with Session(sqlite_engine) as session:
        post = session.get_one(Post, post_id)
        thread = session.get_one(Thread, post.thread_id)
        assert f'href="/threads/{thread.public_id}#answer"' in page
        assert post.parent_id is None


def test_the_step_is_marked_in_words_in_a_list(client: FlaskClient, council: Council) -> None:
    page = client.get(f"/proposals/{council.proposals['poll']}").text
    (now,) = [part for part in page.split("<li ") if 'aria-current="step"' in part]
    assert "意向確認中" in now
    assert "（いまここ）" in now
    assert "次" not in now
    assert "協議会の決定を記録する（会長）" in page


@pytest.mark.parametrize("who", [None, "resident"])
@pytest.mark.parametrize("which", ["draft", "hall"])
@pytest.mark.parametrize("page", ["", "/text.txt", "/versions/1"])
def test_a_draft_is_not_there_for_others(
    client: FlaskClient, council: Council, who: str | None, which: str, page: str
) -> None:
    visitor = signed_in(client, council, who) if who else client
    answer = visitor.get(f"/proposals/{council.proposals[which]}{page}")
    missing = visitor.get(f"/proposals/000000000000{page}")
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert answer.text.replace(council.proposals[which], "000000000000") == missing.text


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "resident"])
def test_the_council_reads_drafts(client: FlaskClient, council: Council, who: str) -> None:
    visitor = signed_in(client, council, who)
    assert visitor.get(f"/proposals/{council.proposals['draft']}").status_code == 200
    assert visitor.get(f"/proposals/{council.proposals['hall']}").status_code == 200
    assert "Тайный зал" in visitor.get("/proposals/?state=draft").text


def test_every_item_leads_to_its_voices(client: FlaskClient, council: Council) -> None:
    page = signed_in(client, council, "member").get(f"/proposals/{council.proposals['draft']}").text
    item = page.partition('id="item-1"')[2].partition('id="item-2"')[0]
    assert "Зал закрыт." in item
    assert f'href="/posts/{council.posts["general"]}"' in item
    assert f'href="/posts/{council.posts["hall"]}"' in item
    whole = page.partition('id="words"')[2].partition('id="items"')[0]
    assert f'href="/threads/{council.thread}"' in whole


def test_the_canonical_text_has_the_hash_that_is_published(
    client: FlaskClient, council: Council
) -> None:
    address = f"/proposals/{council.proposals['following']}"
    words = client.get(f"{address}/text.txt")
    assert words.content_type == "text/plain; charset=utf-8"
    assert hashlib.sha256(words.data).hexdigest() in client.get(address).text
    assert "対象：業務 запись" in words.text


def test_the_citys_answer_stands_with_its_item(client: FlaskClient, council: Council) -> None:
    page = client.get(f"/proposals/{council.proposals['following']}").text
    item = page.partition('id="item-1"')[2].partition('id="item-2"')[0]
    assert "一部反映・実施予定" in item
    assert "Готовим." in item
    assert 'href="/plan/' in item


def test_a_version_shows_what_has_changed(client: FlaskClient, council: Council) -> None:
    visitor = signed_in(client, council, "member")
    page = visitor.get(f"/proposals/{council.proposals['draft']}/versions/2").text
    changed = page.partition('id="changes"')[2].partition('id="whole"')[0]
    assert "やさしい要約" in changed
    assert "<ins>" in changed
    assert "現状と課題" not in changed
    assert "Проще." in page


def test_a_version_that_is_none_is_missing(client: FlaskClient, council: Council) -> None:
    assert client.get(f"/proposals/{council.proposals['poll']}/versions/2").status_code == 404
    assert client.get(f"/proposals/{council.proposals['poll']}/versions/1").status_code == 200


def cite_reply(client: FlaskClient, council: Council) -> None:
    """The members' reply becomes a voice of item 2 of the proposal that is open for comments."""
    page = f"/proposals/use?post={council.reply}"
    moderator = signed_in(client.application.test_client(), council, "moderator")
    shown = moderator.get(page).text
    wanted = re.search(
        rf'value="({council.proposals["comment"]}\.[0-9a-z]+)"[^>]*>[^<]*項目2', shown
    )
    assert wanted
    assert send(moderator, page, passage="Согласен", proposal=wanted[1]).status_code == 303


def test_a_post_says_where_it_was_cited_and_what_became_of_it(
    client: FlaskClient, council: Council
) -> None:
    before = client.get(f"/threads/{council.thread}").text
    assert "に引用されました" not in before
    cite_reply(client, council)
    anybody = client.application.test_client()
    for page in (f"/threads/{council.thread}", f"/posts/{council.reply}"):
        said = anybody.get(page).text
        (line,) = [part for part in said.split("<li>") if "に引用されました" in part]
        assert f'href="/proposals/{council.proposals["comment"]}#item-2"' in line
        assert "→ 意見募集中" in line
    mine = signed_in(client.application.test_client(), council, "member")
    assert "に引用されました" in mine.get("/account/").text


def test_a_kept_page_of_a_thread_follows_the_proposal(
    client: FlaskClient, council: Council
) -> None:
    cite_reply(client, council)
    anybody, chair = client.application.test_client(), client.application.test_client()
    assert "→ 意見募集中" in anybody.get(f"/threads/{council.thread}").text
    signed_in(chair, council, "chair")
    send(chair, f"/proposals/{council.proposals['comment']}/do/shelve", reason="Рано.")
    assert "→ 見送り" in anybody.get(f"/threads/{council.thread}").text


def test_home_says_where_each_proposal_stands(client: FlaskClient, council: Council) -> None:
    page = client.get("/").text.partition('id="proposals"')[2].partition('id="ways"')[0]
    told = [name for name, one in council.proposals.items() if f'href="/proposals/{one}"' in page]
    assert len(told) > 3
    assert "市の回答の期限は" in page
    assert "hall" not in told
    assert "draft" not in told


def test_my_page_leads_to_what_i_write(client: FlaskClient, council: Council) -> None:
    page = signed_in(client, council, "member").get("/account/").text
    assert f'href="/proposals/{council.proposals["draft"]}"' in page
    page = signed_in(client.application.test_client(), council, "resident").get("/account/").text
    assert "起草している提案" not in page
