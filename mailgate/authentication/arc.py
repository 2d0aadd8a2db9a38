"""The chain of forwarders that vouch for what they received (ARC, RFC 8617)."""

import re
from datetime import datetime
from typing import NamedTuple

from mailgate.authentication import keys
from mailgate.authentication.canonical import Field, relaxed_field
from mailgate.authentication.keys import BadKey
from mailgate.authentication.names import Names, NoAnswer
from mailgate.authentication.signatures import (
    ALGORITHMS,
    Broken,
    SignedMail,
    holds,
    octets,
    require,
    signer,
    verify,
)
from mailgate.authentication.tags import BadTags, read_tags, unfolded, without_signature

MOST = 50  # sets, RFC 8617 4.2.1
RESULTS, MESSAGE, SEAL = b"arc-authentication-results", b"arc-message-signature", b"arc-seal"
_INSTANCE = re.compile(rb"[ \t\r\n]*i[ \t\r\n]*=[ \t\r\n]*(\d{1,4})[ \t\r\n]*;(.*)", re.DOTALL)
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)


class Set(NamedTuple):
    """What one forwarder added: its three fields, the tags of the signed ones."""

    results: Field
    message: Field
    seal: Field
    message_tags: dict[str, str]
    seal_tags: dict[str, str]

    @property
    def sealer(self) -> str:
        return unfolded(self.seal_tags["d"]).lower()

    @property
    def told(self) -> bytes:
        """The results that the forwarder found, as an Authentication-Results field has them."""
        found = _INSTANCE.fullmatch(self.results.value)
        return found[2].strip() if found else b""


class Chain(NamedTuple):
    """Whether the chain holds (none, pass, fail, temperror), and its sets, the oldest first."""

    status: str
    sets: tuple[Set, ...] = ()
    reason: str = ""


def verify_chain(mail: SignedMail, names: Names, now: datetime) -> Chain:
    """What a receiver finds (RFC 8617 5.2)."""
    if not any(mail.all(name) for name in (RESULTS, MESSAGE, SEAL)):
        return Chain("none")
    try:
        sets = _sets(mail)
        _check(mail, sets, names, now)
    except (Broken, BadTags, BadKey) as error:
        return Chain("fail", reason=str(error))
    except NoAnswer:
        return Chain("temperror", sets, "no answer")
    return Chain("pass", sets)


def _sets(mail: SignedMail) -> tuple[Set, ...]:
    results = _by_instance(mail.all(RESULTS), is_signed=False)
    messages = _by_instance(mail.all(MESSAGE), is_signed=True)
    seals = _by_instance(mail.all(SEAL), is_signed=True)
    count = len(seals)
    wanted = set(range(1, count + 1))
    if not 0 < count <= MOST or not results.keys() == messages.keys() == seals.keys() == wanted:
        raise Broken("a set is not whole")
    made = []
    for at in range(1, count + 1):
        (result, _), (message, message_tags), (seal, seal_tags) = (
            results[at],
            messages[at],
            seals[at],
        )
        require(seal_tags, "a", "b", "cv", "d", "s")
        if "h" in seal_tags:
            raise Broken("a seal has h=")
        if seal_tags["cv"].lower() != ("none" if at == 1 else "pass"):
            raise Broken(f"set {at} says another cv=")
        if "t" in seal_tags and not _NUMBER.fullmatch(seal_tags["t"]):
            raise Broken("t= is no number")
        made.append(Set(result, message, seal, message_tags, seal_tags))
    return tuple(made)


def _by_instance(fields: list[Field], is_signed: bool) -> dict[int, tuple[Field, dict[str, str]]]:
    found: dict[int, tuple[Field, dict[str, str]]] = {}
    for field in fields[: MOST + 1]:
        tags: dict[str, str] = {}
        if is_signed:
            tags = read_tags(field.value)
            told = tags.get("i", "")
        else:
            instance = _INSTANCE.fullmatch(field.value)
            told = instance[1].decode("ascii") if instance else ""
        if not _NUMBER.fullmatch(told) or int(told) in found:
            raise Broken("i= is missing or twice there")
        found[int(told)] = field, tags
    return found


def _check(mail: SignedMail, sets: tuple[Set, ...], names: Names, now: datetime) -> None:
    """Raises Broken, BadKey or NoAnswer unless the newest signature and every seal hold."""
    newest = sets[-1]
    covered = unfolded(newest.message_tags.get("h", "")).lower().split(":")
    if "arc-seal" in covered:
        raise Broken("a signature covers a seal")
    # i= is no address here as in DKIM, and without c= sealers mean relaxed.
    tags = {"c": "relaxed/relaxed"} | newest.message_tags
    del tags["i"]
    verdict = verify(mail, newest.message, tags, names, now)
    if verdict.result == "temperror":
        raise NoAnswer
    if verdict.result != "pass":
        raise Broken(f"set {len(sets)}: {verdict.reason}")
    for count in range(len(sets), 0, -1):
        _check_seal(sets[:count], names)


def _check_seal(sets: tuple[Set, ...], names: Names) -> None:
    """A seal covers all sets up to its own (RFC 8617 5.1.1)."""
    tags = sets[-1].seal_tags
    algorithm = tags["a"].lower()
    if algorithm not in ALGORITHMS:
        raise Broken("a= is unknown")
    key = keys.look_up(names, *signer(tags))
    covered = [field for one in sets for field in (one.results.raw, one.message.raw, one.seal.raw)]
    signed = b"\r\n".join(map(relaxed_field, covered[:-1]))
    signed += b"\r\n" + relaxed_field(without_signature(covered[-1]))
    verdict = holds(key, algorithm, octets(tags["b"]), signed)
    if verdict.result != "pass":
        raise Broken(f"seal {len(sets)}: {verdict.reason}")
