"""What a proposal says: to be changed, compared, and hashed."""

import hashlib
from dataclasses import dataclass, replace

from forum.proposals.content import Target, Version
from forum.public_words import as_written
from forum.text.contacts import Contacts
from forum.text.masking import mask

# Part of what is hashed: these stay as they are, whatever pages come to call them.
_TARGETS = {
    Target.ORDINANCE: "条例",
    Target.SCHEME: "制度",
    Target.WORK: "業務",
    Target.MEASURE: "施策",
    Target.BUDGET: "予算",
    Target.OTHER: "その他",
}


@dataclass(frozen=True, slots=True)
class ItemText:
    """What an item says; `item` names one that was there before (its public id)."""

    title: str
    words: str = ""
    target: Target = Target.OTHER
    target_words: str = ""
    doer: str = "市"
    effect: str = ""
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What a proposal says."""

    title: str
    problem: str = ""
    purpose: str = ""
    effect: str = ""
    plain: str = ""
    items: tuple[ItemText, ...] = ()


def said(version: Version) -> Text:
    """What a version says, to be changed or compared; its items named."""
    return Text(
        title=version.title,
        problem=version.problem,
        purpose=version.purpose,
        effect=version.effect,
        plain=version.plain,
        items=tuple(
            ItemText(
                title=one.title,
                words=one.words,
                target=one.target,
                target_words=one.target_words,
                doer=one.doer,
                effect=one.effect,
                item=one.item.public_id,
            )
            for one in version.items
        ),
    )


def canonical_text(version: Version) -> str:
    """The words of a version as plain text; what is hashed, published, and can be hashed again.

    Offices' numbers are hidden here too: which of them are shown may change, a hash may not.
    """
    lines = [_kept(version.title)]
    parts = (
        ("現状と課題", version.problem),
        ("目的", version.purpose),
        ("期待される効果", version.effect),
    )
    for heading, words in parts:
        lines += ["", heading, _kept(words)] if words else []
    for item in version.items:
        lines += ["", f"項目{item.position} {_kept(item.title)}"]
        lines += [_kept(item.words)] if item.words else []
        lines += [f"対象：{_TARGETS[item.target]} {_kept(item.target_words)}".rstrip()]
        lines += [f"担い手：{_kept(item.doer)}"] + (
            [f"効果：{_kept(item.effect)}"] if item.effect else []
        )
    return "\n".join(lines).rstrip("\n") + "\n"


def _kept(words: str) -> str:
    return mask(as_written(words), Contacts())


def hash_of(version: Version) -> str:
    """SHA-256 of the canonical text in UTF-8, in hexadecimal."""
    return hashlib.sha256(canonical_text(version).encode("utf-8")).hexdigest()


def stripped(text: Text) -> Text:
    """Without what makes no difference: white space around the words."""
    return replace(
        text,
        title=text.title.strip(),
        problem=text.problem.strip(),
        purpose=text.purpose.strip(),
        effect=text.effect.strip(),
        plain=text.plain.strip(),
        items=tuple(
            replace(item, title=item.title.strip(), words=item.words.strip(),
                    target_words=item.target_words.strip(), doer=item.doer.strip(),
                    effect=item.effect.strip())
            for item in text.items
        ),
    )  # fmt: skip
