"""Posts as they stand in their thread, and the lines of its outline."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import render_template
from markupsafe import Markup
from sqlalchemy import Row

from forum.archive.thread import PostState
from forum.web.formatting import moment
from forum.web.moulds import fill

_DEEPEST = 4  # steps into the outline; further in there is no room on a phone
# Few values each, and all that the template decides by.
_FACTS = (
    "author_sector",
    "author_role",
    "origin",
    "identity",
    "version",
    "has_original_html",
    "shares_id",
    "mine",
)


def card(
    post: Mapping[str, Any],
    files: Mapping[int, Any],
    *,
    thread_id: str,
    thread_subject: str,
    may_post: bool,
    moderates: bool,
    drafts: bool,
) -> Markup:
    """One post; `post` is as `posts.as_shown` tells it."""
    around: dict[str, Any] = {"may_post": may_post, "moderates": moderates, "drafts": drafts}
    plain = not (post["attachment_count"] or post["insides"] or post["behalf"] or post["cited"])
    if post["state"] is not PostState.PUBLISHED or not plain:
        around |= {"thread_id": thread_id, "thread_subject": thread_subject, "files": files}
        return Markup(render_template("posts/_card.html", post=post, **around))
    facts = {name: post[name] for name in _FACTS} | around
    facts |= {
        "state": PostState.PUBLISHED,
        "attachment_count": 0,
        "insides": None,
        "behalf": None,
        "cited": (),
    }
    blanks = {
        "public_id": post["public_id"],
        "author_name": post["author_name"],
        "received_at": moment(post["received_at"]),
        "shown": Markup(post["shown"]),
    }
    _either(facts, blanks, organisation=post["organisation"])
    _either(facts, blanks, by_mail=post["by_mail"])
    until = post["unsent_until"]
    _either(facts, blanks, unsent_until=until and moment(until))
    _either(facts, blanks, parent=post["parent"], parent_author=post["parent_author"])
    _either(facts, blanks, subject=post["subject"] if post["subject"] != thread_subject else None)
    return fill("posts/_cast.html", facts, {**blanks, "thread_id": thread_id}, called="post")


def _either(facts: dict[str, Any], blanks: dict[str, Any], **words: str | None) -> None:
    """Words are blanks where there are some; that there are none is a fact."""
    there = all(word is not None and word != "" for word in words.values())
    (blanks if there else facts).update(words if there else dict.fromkeys(words))


def outlined(lines: Sequence[Row[Any]], thread_id: str) -> list[Markup]:
    """Who answers whom and when, as links to the posts; an answer stands one step further in."""
    depths: dict[str, int] = {}
    return [_line(line, thread_id, depths) for line in lines]


def _line(line: Row[Any], thread_id: str, depths: dict[str, int]) -> Markup:
    depth = depths[line.public_id] = min(depths.get(line.parent, -1) + 1, _DEEPEST)
    facts: dict[str, Any] = {"depth": depth}
    blanks = {
        "thread_id": thread_id,
        "public_id": line.public_id,
        "author_name": line.author_name,
        "received_at": moment(line.received_at),
    }
    _either(facts, blanks, parent_author=line.parent_author)
    return fill("threads/_line.html", facts, blanks, called="line")
