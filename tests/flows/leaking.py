"""Canaries in every column in which people's own words are kept: which one leaks names itself."""

import re
from collections.abc import Iterator

from sqlalchemy import Column, Connection, String, Text, type_coerce, update

from forum import schema
from forum.public_words import PublicWords

HOST = "leak.example"
TELEPHONE = "0466-25-9999"
# No words of people, or private by what they are and looked for by themselves.
NOT_WORDS = {
    *("public_id", "digest", "canonical", "written", "sha256", "code", "slug", "language"),
    *("mail_from", "recipient", "sender", "peer", "helo", "mailbox", "key", "day", "kind", "mode"),
    *("message_id", "parent_ref", "provider", "diagnostic", "about", "status", "password_hash"),
    *("content_type", "document_sha256", "scan_sha256", "frozen_hash", "content_hash", "flags"),
    *("html", "original_html", "results", "chain", "policy", "refused_types", "capacity"),
}
# A house's own words, which it may want to sign with its own telephone number.
OF_THE_HOUSE = {"boards.description", "boards.name", "plan_periods.name"}
# No name may hold an address: what comes in with one is refused or left nameless.
NAMES = {"persons.name", "persons.nickname", "persons.district", "posts.author_name"}
NAMES |= {"held_posts.author_name"}
CODES = {"decisions.reason", "arrivals.reason", "refusals.answer", "notices_sent.reason"}
CODES |= {"documents.subject", "delivery_failures.answer", "announcement_tidings.measure"}
LEFT_OUT = OF_THE_HOUSE | NAMES | CODES


def columns_with_words() -> Iterator["Column[str]"]:
    """Each column in which somebody's words are kept, of any room that there is or will be."""
    for table in schema.metadata.sorted_tables:
        for column in table.columns:
            is_text = isinstance(column.type, PublicWords) or type(column.type) in (String, Text)
            private = column.name in NOT_WORDS or f"{table.name}.{column.name}" in LEFT_OUT
            if is_text and not column.foreign_keys and not private:
                yield column


def put_canaries(connection: Connection) -> list[str]:
    """An address and a telephone number behind all words, as a release that hid less kept them."""
    names = []
    for column in columns_with_words():
        name = f"{column.table.name}.{column.name}"
        told = type_coerce(column, Text) + f" {name}@{HOST} {TELEPHONE}"
        told_table = update(column.table).where(type_coerce(column, Text) != "")
        connection.execute(told_table.values({column.name: type_coerce(told, Text)}))
        names.append(name)
    return names


def leaked(text: str) -> list[str]:
    """The columns whose canaries stand in a text, and addresses of nobody knows what."""
    return sorted(set(re.findall(rf"[\w.]*@{re.escape(HOST)}|{TELEPHONE}", text)))
