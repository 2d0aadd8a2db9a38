"""A proposal, and the city's answer to it, in full as plain lines: for mails, lists and print."""

from datetime import date

from forum.dates import long_day
from forum.language import N_, Words
from forum.proposals.city import Answer
from forum.proposals.content import ItemVersion, Version
from forum.proposals.dealings import Asked, Dealings
from forum.proposals.proposal import Step
from forum.proposals.wording import decided

_PARTS = (
    ("problem", N_("現状と課題")),
    ("purpose", N_("目的")),
    ("effect", N_("期待される効果")),
)


def proposal_lines(version: Version, said: Words) -> list[str]:
    """The words of a version, part by part, then item by item."""
    lines = [f"「{version.title}」"]
    if version.plain:
        lines += ["", said.gettext(N_("■ やさしい要約")), *version.plain.splitlines()]
    for name, title in _PARTS:
        if words := getattr(version, name):
            lines += ["", f"■ {said.gettext(title)}", *words.splitlines()]
    for item in version.items:
        lines += ["", *item_lines(item, said)]
    return lines


def item_lines(item: ItemVersion, said: Words) -> list[str]:
    """One item as it is asked for."""
    lines = [f"■ {said.gettext(N_('項目%(number)s'), number=item.position)} {item.title}"]
    lines += item.words.splitlines()
    lines.append(said.gettext(N_("担い手：%(doer)s"), doer=item.doer))
    if item.effect:
        lines.append(said.gettext(N_("効果：%(effect)s"), effect=item.effect))
    return lines


def answers_lines(told: Dealings, said: Words) -> list[str]:
    """What the city answered to each item, in full."""
    lines: list[str] = []
    for one in told.items:
        lines += [*asked_lines(one, said), ""]
    if told.proposal.approved_on:
        day = day_words(told.proposal.approved_on, said)
        lines.append(said.gettext(N_("推進本部の承認：%(day)s"), day=day))
    return lines


def corrected_lines(told: Dealings, step: Step, said: Words) -> list[str]:
    """The answers that a correction put in place of earlier ones, and why."""
    ids = set(step.details.get("answers", ()))
    lines: list[str] = []
    for one in told.items:
        at = next((n for n, answer in enumerate(one.answers) if answer.public_id in ids), None)
        if at is not None:
            number = said.gettext(N_("項目%(number)s"), number=one.words.position)
            lines += [f"■ {number} {one.words.title}", *answer_lines(one.answers[at], said)]
            if earlier := one.answers[at + 1 :]:
                before = decided(earlier[0], said)
                lines.append(said.gettext(N_("訂正の前：%(decided)s"), decided=before))
            lines.append("")
    if step.reason:
        lines += [said.gettext(N_("■ 訂正の理由")), *step.reason.splitlines()]
    return lines


def asked_lines(one: Asked, said: Words) -> list[str]:
    """One item and its newest answer."""
    number = said.gettext(N_("項目%(number)s"), number=one.words.position)
    lines = [f"■ {number} {one.words.title}"]
    if one.newest is None:
        return [*lines, said.gettext(N_("まだ回答がありません。"))]
    return [*lines, *answer_lines(one.newest, said)]


def answer_lines(answer: Answer, said: Words) -> list[str]:
    """What one answer says."""
    lines = [said.gettext(N_("市の回答：%(decided)s"), decided=decided(answer, said))]
    if answer.is_written:
        lines.append(said.gettext(N_("（書面の回答を書き写したものです。）")))
    if answer.plain:
        lines += [said.gettext(N_("やさしい要約：")), *answer.plain.splitlines()]
    if answer.reason:
        lines += [said.gettext(N_("理由：")), *answer.reason.splitlines()]
    if answer.department:
        lines.append(said.gettext(N_("担当：%(place)s"), place=answer.department))
    return lines


def day_words(day: date, said: Words) -> str:
    return long_day(day, said.locale)
