"""Where the mails of a batch come from: found out just now, or written down before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.archive.authentication import Authentication
from forum.base import table_of
from mailgate.inbound.proof import Proof
from mailgate.inbound.verifying import Verifier
from mailgate.inbound.waiting import Waiting

_authentications = table_of(Authentication)


@dataclass(frozen=True, slots=True)
class Origins:
    """The proofs of a batch by id of message, and whether something must be asked first."""

    proofs: Mapping[int, Proof]
    are_known: bool
    new: Sequence[dict[str, Any]]
    verifier: Verifier | None

    @classmethod
    def of(cls, session: Session, taken: Sequence[Waiting], verifier: Verifier | None) -> Self:
        mails = {arrival.kept.message_id: arrival.kept for arrival in taken}
        proofs = _written_down(session, mails.keys()) if mails else {}
        new, are_known = [], True
        for message_id, kept in mails.items():
            if verifier is None or message_id in proofs:
                continue
            if (origin := verifier.look(kept)) is None:
                are_known = False
            else:
                proofs[message_id] = origin.proof
                if origin.results:
                    new.append({"message_id": message_id, **origin.columns})
        return cls(proofs, are_known, new, verifier)

    def write_down(self, session: Session) -> None:
        """Keep what is new with the messages."""
        if not self.new:
            return
        is_postgresql = session.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert if is_postgresql else sqlite.insert
        session.execute(insert(_authentications).on_conflict_do_nothing(), list(self.new))

    def forget(self) -> None:
        """What was written down need not be remembered."""
        if self.verifier:
            self.verifier.forget(self.proofs)


def _written_down(session: Session, message_ids: Any) -> dict[int, Proof]:
    columns = _authentications.c
    rows = session.execute(
        select(columns.message_id, columns.identity, columns.proof).where(
            columns.message_id.in_(message_ids)
        )
    )
    return {row.message_id: Proof(row.identity, row.proof) for row in rows}
