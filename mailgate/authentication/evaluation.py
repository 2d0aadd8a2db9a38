"""Everything that can be found out about where one mail comes from."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from mailgate.authentication import arc, dkim, dmarc, spf
from mailgate.authentication.arc import Chain
from mailgate.authentication.client import Client
from mailgate.authentication.dkim import Signature
from mailgate.authentication.domains import is_aligned, plain
from mailgate.authentication.names import Names
from mailgate.authentication.results import read_results, speaks_for, write_result
from mailgate.authentication.signatures import SignedMail

_COUNTED = 4  # signatures that are written down


@dataclass(frozen=True, slots=True)
class Question:
    """What the envelope and the header say; `is_clear` that one author alone is named in From."""

    author: str | None  # the domain of whoever is taken for the author
    is_clear: bool
    client: Client | None  # None where the client outside is not known
    sender: str  # MAIL FROM, "" for the null sender
    at: datetime  # of receipt
    sealers: Set[str] = frozenset()  # whose ARC results count


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What SPF (None: not asked), DKIM, DMARC and ARC say of a mail."""

    author: str | None
    sender: str  # the domain that SPF was asked about
    spf: str | None
    signatures: tuple[Signature, ...]
    chain: Chain
    dmarc: dmarc.Finding
    vouched_by: str | None  # the trusted sealer who has seen the proof

    @property
    def tells_something(self) -> bool:
        """Whether there was anything to find out: a signature, a client, a seal or a policy."""
        asked = self.signatures or self.spf is not None or self.chain.status != "none"
        return bool(asked or self.dmarc.policy)

    def is_refused(self, one: Signature) -> bool:
        """Whether a signature would prove the author, but for a rule that forbids to accept it."""
        is_authors = self.author is not None and is_aligned(one.domain, self.author)
        return is_authors and one.verdict.result == "policy"

    @property
    def results(self) -> str:
        """The results as an Authentication-Results field has them behind the authserv-id."""
        told = [_told(one) for one in self.signatures[:_COUNTED]] or ["dkim=none"]
        if self.spf is not None:
            told.append(write_result("spf", self.spf, smtp_mailfrom=self.sender))
        if self.author:
            policy = self.dmarc.policy
            told.append(
                write_result(
                    "dmarc", self.dmarc.result, header_from=plain(self.author),
                    policy_dmarc=policy.asked if policy else "",
                )
            )  # fmt: skip
        if self.chain.status != "none":
            told.append(write_result("arc", self.chain.status, self.chain.reason))
        return "; ".join(told)


def evaluate(mail: SignedMail, question: Question, names: Names) -> Evaluation:
    """Ask everything there is to ask; what gets no answer is temperror."""
    author, at = question.author, question.at
    signatures = dkim.verify(
        mail, names, at, lambda domain: author is not None and is_aligned(domain, author)
    )
    sender, result = _sender_policy(question, names)
    chain = arc.verify_chain(mail, names, at)
    finding = _policy(question, names, signatures, sender, result)
    vouched = author and question.is_clear and _vouched_by(chain, author, question.sealers)
    return Evaluation(author, sender, result, tuple(signatures), chain, finding, vouched or None)


def _policy(
    question: Question, names: Names, signatures: list[Signature], sender: str, result: str | None
) -> dmarc.Finding:
    author = question.author
    if not author:
        return dmarc.Finding("none")
    if not question.is_clear:  # nobody can speak for several authors
        return dmarc.check(names, author, [], "", is_unsure=False)
    told = [*((one.domain, one.verdict.result) for one in signatures), (sender, result)]
    # Who speaks for another domain could not have proven anything with an answer either.
    unanswered = [domain for domain, verdict in told if verdict == "temperror"]
    return dmarc.check(
        names,
        author,
        [one.domain for one in signatures if one.verdict.result == "pass"],
        sender if result == "pass" else "",
        is_unsure=any(is_aligned(domain, author) for domain in unanswered),
    )


def _sender_policy(question: Question, names: Names) -> tuple[str, str | None]:
    client = question.client
    if client is None:
        return "", None
    domain = spf.domain_of(question.sender, client.helo)
    return domain.lower(), spf.check(names, client.address, question.sender, client.helo)


def _vouched_by(chain: Chain, author: str, sealers: Set[str]) -> str | None:
    """The trusted forwarder that saw a proof of the author.

    Whoever stood behind it in the chain could have changed the mail, so all of them are trusted.
    """
    if chain.status != "pass":
        return None
    for one in reversed(chain.sets):
        if one.sealer not in sealers:
            return None
        _, results = read_results(one.told.decode("utf-8", "replace"))
        if any(speaks_for(result, author) for result in results):
            return one.sealer
    return None


def _told(signature: Signature) -> str:
    return write_result(
        "dkim",
        signature.verdict.result,
        signature.verdict.reason,
        header_d=signature.domain,
        header_s=signature.selector,
        header_a=signature.algorithm,
        header_b=signature.b,
    )
