"""Every page that the URL map knows, with what a visitor needs to see it.

A GET endpoint that stands neither in VISITS nor in NOT_PAGES fails test_pages.py: whoever adds a
page adds its visit here, and with that it is checked for access, words and width.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from tests.web.council import Council


@dataclass(frozen=True)
class Visit:
    """How to come to a page: path parameters and query out of the council, who looks, what comes."""

    values: Callable[[Council], dict[str, str]] = lambda council: {}
    who: str | None = None
    status: int = 200


VISITS: dict[str, tuple[Visit, ...]] = {
    "home.show": (Visit(), Visit(who="resident")),
    "boards.index": (Visit(), Visit(who="admin")),
    "boards.show": (
        Visit(lambda council: {"slug": "general"}),
        Visit(lambda council: {"slug": "general"}, "resident"),
        Visit(lambda council: {"slug": "staff"}, "secretariat"),
    ),
    "threads.show": (
        Visit(lambda council: {"thread_id": council.thread}),
        Visit(lambda council: {"thread_id": council.thread}, "resident"),
        Visit(lambda council: {"thread_id": council.thread}, "moderator"),
    ),
    "posts.show": (
        Visit(lambda council: {"post_id": council.reply}),
        Visit(lambda council: {"post_id": council.hidden_post}, status=410),
    ),
    "posts.by_message_id": (Visit(lambda council: {"message_id": council.message_id}),),
    "writing.new_thread": (
        Visit(lambda council: {"slug": "general"}, "resident"),
        Visit(lambda council: {"slug": "general"}),
    ),
    "writing.answer": (
        Visit(lambda council: {"post_id": council.reply}, "resident"),
        Visit(lambda council: {"post_id": council.reply}),
    ),
    "rewriting.edit": (Visit(lambda council: {"post_id": council.post}, "resident"),),
    "rewriting.withdraw": (Visit(lambda council: {"post_id": council.post}, "resident"),),
    "rewriting.versions": (Visit(lambda council: {"post_id": council.post}),),
    "rewriting.amend": (
        Visit(lambda council: {"token": council.amend}),
        Visit(lambda council: {"token": "0"}, status=410),
    ),
    "search.show": (
        Visit(),
        Visit(lambda council: {"q": "Почему"}),
        Visit(lambda council: {"q": "Почему", "board": "general"}, "member"),
        Visit(lambda council: {"q": "Ничего"}),
    ),
    "accounts.join": (Visit(),),
    "accounts.login": (Visit(),),
    "accounts.enter": (
        Visit(lambda council: {"token": council.sign_in}),
        Visit(lambda council: {"token": council.sign_up}),
        Visit(lambda council: {"token": "0"}, status=410),
    ),
    "subscriptions.show": (
        Visit(lambda council: {"slug": "general"}),
        Visit(lambda council: {"slug": "general"}, "resident"),
        Visit(lambda council: {"slug": "general"}, "member"),
    ),
    "subscriptions.confirm": (
        Visit(lambda council: {"token": council.join}),
        Visit(lambda council: {"token": council.confirm_post}),
        Visit(lambda council: {"token": council.wishes}),
        Visit(lambda council: {"token": council.share}),
        Visit(lambda council: {"token": "0"}, status=410),
    ),
    "subscriptions.unsubscribe": (
        Visit(lambda council: {"token": council.unsubscribe}),
        Visit(lambda council: {"token": "0"}, status=404),
    ),
    "account.show": (Visit(who="resident"), Visit(who="moderator")),
    "account.profile": (Visit(who="resident"),),
    "account.addresses": (Visit(who="resident"),),
    "account.password": (Visit(who="resident"),),
    "personal.show": (Visit(who="resident"),),
    "personal.erase": (Visit(who="resident"), Visit(who="member")),
    "personal.take_by_link": (
        Visit(lambda council: {"token": council.take_data}),
        Visit(lambda council: {"token": "0"}, status=410),
    ),
    "reports.report": (
        Visit(lambda council: {"post_id": council.reply}),
        Visit(lambda council: {"post_id": council.reply}, "resident"),
    ),
    "reports.thanks": (Visit(lambda council: {"post_id": council.reply}, "resident"),),
    "council.show": (Visit(),),
    "mail_trace.show": (Visit(lambda council: {"token": council.trace}),),
    "moderation.show": (Visit(who="moderator"), Visit(who="secretariat")),
    "moderation.held": (Visit(lambda council: {"held_id": council.held_post}, "moderator"),),
    "moderation_posts.act": (
        Visit(lambda council: {"post_id": council.reply}, "moderator"),
        Visit(lambda council: {"post_id": council.hidden_post}, "moderator"),
    ),
    "unreachable.show": (Visit(who="moderator"), Visit(who="secretariat")),
    "unreachable.resume": (
        Visit(lambda council: {"token": council.resume}),
        Visit(lambda council: {"token": "0"}, status=410),
    ),
    "moderation.log": (Visit(), Visit(who="moderator")),
    "admin.show": (Visit(who="secretariat"), Visit(who="admin")),
    "admin.mail": (
        Visit(who="secretariat"),
        Visit(lambda council: {"kind": "refused"}, "admin"),
        Visit(lambda council: {"kind": "sent"}, "admin"),
        Visit(lambda council: {"kind": "bounced"}, "admin"),
        Visit(lambda council: {"kind": "held", "q": "никто"}, "admin"),
    ),
    "admin.arrival": (Visit(lambda council: {"arrival_id": str(council.arrival)}, "admin"),),
    "admin.failures": (
        Visit(who="secretariat"),
        Visit(lambda council: {"provider": "example.net"}, "admin"),
    ),
    "admin_people.index": (Visit(who="secretariat"), Visit(lambda council: {"q": "0"}, "admin")),
    "admin_people.new": (Visit(who="secretariat"),),
    "admin_people.show": (
        Visit(lambda council: {"person_id": council.public_ids["member"]}, "secretariat"),
        Visit(lambda council: {"person_id": council.public_ids["admin"]}, "secretariat"),
    ),
    "admin_boards.index": (Visit(who="secretariat"),),
    "admin_boards.new": (Visit(who="secretariat"),),
    "admin_boards.show": (Visit(lambda council: {"slug": "general"}, "admin"),),
    "needs.index": (Visit(), Visit(lambda council: {"closed": "1"}), Visit(who="moderator")),
    "needs.show": (
        Visit(lambda council: {"need_id": council.need}),
        Visit(lambda council: {"need_id": council.need}, "moderator"),
        Visit(lambda council: {"need_id": council.closed_need}),
    ),
    "needs_gathering.clip": (Visit(lambda council: {"post_id": council.reply}, "moderator"),),
    "needs_gathering.edit": (Visit(lambda council: {"need_id": council.need}, "moderator"),),
    "needs_gathering.merge": (Visit(lambda council: {"need_id": council.need}, "secretariat"),),
    "needs_gathering.part": (Visit(lambda council: {"need_id": council.need}, "moderator"),),
    "needs_gathering.close": (
        Visit(lambda council: {"need_id": council.need}, "moderator"),
        Visit(lambda council: {"need_id": council.closed_need}, "moderator"),
    ),
    "needs_gathering.remove": (
        Visit(lambda council: {"need_id": council.need, "clip_id": council.clip}, "moderator"),
    ),
    "proposals.index": (
        Visit(),
        Visit(lambda council: {"state": "ended"}),
        Visit(who="member"),
    ),
    "proposals.show": (
        Visit(lambda council: {"proposal_id": council.proposals["comment"]}),
        Visit(lambda council: {"proposal_id": council.proposals["draft"]}, status=404),
        Visit(lambda council: {"proposal_id": council.proposals["draft"]}, "member"),
        Visit(lambda council: {"proposal_id": council.proposals["poll"]}, "chair"),
        Visit(lambda council: {"proposal_id": council.proposals["following"]}),
        Visit(lambda council: {"proposal_id": council.proposals["relay"]}, "moderator"),
    ),
    "proposals_drafting.use": (
        Visit(lambda council: {"post": council.post}, "member"),
        Visit(lambda council: {"thread": council.thread}, "chair"),
        Visit(lambda council: {"need": council.need}, "moderator"),
    ),
    "proposals_drafting.drafters": (
        Visit(lambda council: {"proposal_id": council.proposals["draft"]}, "member"),
    ),
    "proposals_drafting.leave": (
        Visit(lambda council: {"proposal_id": council.proposals["draft"]}, "member"),
    ),
    "proposals_drafting.uncite": (
        Visit(
            lambda council: {
                "proposal_id": council.proposals["draft"],
                "citation_id": council.citation,
            },
            "member",
        ),
    ),
    "proposals_editing.edit": (
        Visit(lambda council: {"proposal_id": council.proposals["draft"]}, "member"),
    ),
    "proposals_deciding.act": tuple(
        Visit(lambda council, w=which, a=act: {"proposal_id": council.proposals[w], "act": a}, who)
        for which, act, who in (
            ("draft", "ask_comment", "member"),
            ("draft", "open_comment", "moderator"),
            ("comment", "back_to_draft", "moderator"),
            ("comment", "open_poll", "chair"),
            ("poll", "adopt", "chair"),
            ("comment", "agree_merge", "member"),
            ("following", "evaluate", "chair"),
            ("following", "close", "chair"),
        )
    ),
    "polls.show": (
        Visit(lambda council: {"proposal_id": council.proposals["poll"]}),
        Visit(lambda council: {"proposal_id": council.proposals["poll"]}, "member"),
        Visit(lambda council: {"proposal_id": council.proposals["poll"]}, "secretariat"),
        Visit(lambda council: {"proposal_id": council.proposals["adopted"]}),
        Visit(lambda council: {"proposal_id": council.proposals["comment"]}, status=404),
    ),
    "polls_slips.slip": (
        Visit(lambda council: {"proposal_id": council.proposals["poll"]}, "secretariat"),
        Visit(lambda council: {"proposal_id": council.proposals["adopted"]}, "moderator"),
        Visit(lambda council: {"proposal_id": council.proposals["poll"]}, "member", 403),
    ),
    "polls_slips.correct": (
        Visit(
            lambda council: {
                "proposal_id": council.proposals["poll"],
                "ballot_id": council.slip,
            },
            "secretariat",
        ),
    ),
    "proposals.version": (
        Visit(lambda council: {"proposal_id": council.proposals["draft"], "number": "2"}, "member"),
        Visit(lambda council: {"proposal_id": council.proposals["poll"], "number": "1"}),
    ),
    "proposals_city.show": (
        Visit(lambda council: {"proposal_id": council.proposals["answered"]}),
        Visit(lambda council: {"proposal_id": council.proposals["received"]}),
        Visit(lambda council: {"proposal_id": council.proposals["clarifying"]}, "liaison"),
        Visit(lambda council: {"proposal_id": council.proposals["adopted"]}, "secretariat"),
        Visit(lambda council: {"proposal_id": council.proposals["draft"]}, status=404),
    ),
    "proposals_city_steps.submit": (
        Visit(lambda council: {"proposal_id": council.proposals["adopted"]}, "secretariat"),
    ),
    "proposals_city_steps.receive": (
        Visit(lambda council: {"proposal_id": council.proposals["submitted"]}, "liaison"),
    ),
    "proposals_city_steps.clarify": (
        Visit(lambda council: {"proposal_id": council.proposals["received"]}, "liaison"),
    ),
    "proposals_city_steps.explain": (
        Visit(lambda council: {"proposal_id": council.proposals["clarifying"]}, "chair"),
    ),
    "proposals_city_steps.refer": (
        Visit(lambda council: {"proposal_id": council.proposals["received"]}, "hq"),
    ),
    "proposals_city_answers.answer": (
        Visit(lambda council: {"proposal_id": council.proposals["received"]}, "liaison"),
        Visit(lambda council: {"proposal_id": council.proposals["received"]}, "secretariat"),
    ),
    "proposals_city_answers.answer_interim": (
        Visit(lambda council: {"proposal_id": council.proposals["received"]}, "liaison"),
    ),
    "proposals_city_answers.correct": (
        Visit(lambda council: {"proposal_id": council.proposals["answered"]}, "liaison"),
    ),
    "proposals_city_answers.correct_item": (
        Visit(
            lambda council: {
                "proposal_id": council.proposals["answered"],
                "item_id": council.city_item,
            },
            "liaison",
        ),
    ),
    "proposals_city_steps.approve": (
        Visit(lambda council: {"proposal_id": council.proposals["answered"]}, "hq"),
    ),
    "proposals_city_steps.link_measure": (
        Visit(lambda council: {"proposal_id": council.proposals["answered"]}, "secretariat"),
    ),
    "plan.index": (Visit(), Visit(lambda council: {"state": "trial"}), Visit(who="secretariat")),
    "plan.show": (
        Visit(lambda council: {"code": "Ш1"}),
        Visit(lambda council: {"code": "Ш1"}, "secretariat"),
    ),
    "plan_keeping.enter": (Visit(who="secretariat"),),
    "plan_keeping.change": (Visit(lambda council: {"code": "Ш1"}, "secretariat"),),
    "plan_keeping.report": (Visit(lambda council: {"code": "Ш1"}, "liaison"),),
    "plan_keeping.evaluate": (Visit(lambda council: {"code": "Ш1"}, "chair"),),
    "plan_keeping.evaluate_after": (
        Visit(lambda council: {"code": "Ш1", "evaluation_id": council.evaluation}, "chair"),
    ),
    "participation.index": (Visit(), Visit(who="member")),
    "participation.show": (Visit(lambda council: {"year": "2026"}),),
    "meetings.index": (Visit(), Visit(who="secretariat")),
    "meetings.show": (
        Visit(lambda council: {"meeting_id": council.coming_meeting}),
        Visit(lambda council: {"meeting_id": council.asked_meeting}),
        Visit(lambda council: {"meeting_id": council.asked_meeting}, "chair"),
        Visit(lambda council: {"meeting_id": council.final_meeting}),
        Visit(lambda council: {"meeting_id": council.final_meeting}, "secretariat"),
        Visit(lambda council: {"meeting_id": council.staff_meeting}, status=404),
    ),
    "meetings_keeping.call": (
        Visit(who="chair"),
        Visit(lambda council: {"board": "staff"}, "admin"),
    ),
    "meetings_keeping.change": (
        Visit(lambda council: {"meeting_id": council.coming_meeting}, "secretariat"),
    ),
    "meetings_keeping.cancel": (
        Visit(lambda council: {"meeting_id": council.coming_meeting}, "chair"),
    ),
    "meetings_keeping.write": (
        Visit(lambda council: {"meeting_id": council.asked_meeting}, "secretariat"),
        Visit(lambda council: {"meeting_id": council.final_meeting}, "secretariat"),
    ),
    "meetings_keeping.ask": (
        Visit(lambda council: {"meeting_id": council.asked_meeting}, "secretariat"),
    ),
    "meetings_keeping.answer_for": (
        Visit(lambda council: {"meeting_id": council.asked_meeting}, "secretariat"),
        Visit(lambda council: {"meeting_id": council.asked_meeting}, "chair"),
    ),
    "meetings_keeping.answer": (
        Visit(lambda council: {"meeting_id": council.asked_meeting}, "chair"),
    ),
    "tidings.stop": (
        Visit(lambda council: {"token": council.tidings}),
        Visit(lambda council: {"token": "0"}, status=404),
    ),
    "inbox.index": (Visit(who="resident"), Visit(who="chair")),
    "inbox.show": (
        Visit(lambda council: {"tiding_id": council.tiding}, "resident"),
        Visit(lambda council: {"tiding_id": council.tiding}, "chair", 404),
    ),
    "letters.index": (Visit(who="secretariat"), Visit(who="moderator", status=403)),
    "letters.show": (
        Visit(lambda council: {"number": "1"}, "secretariat"),
        Visit(lambda council: {"number": "9"}, "secretariat", 404),
    ),
    "letters.letter": (Visit(lambda council: {"code": council.letter}, "secretariat"),),
    "letters.person": (Visit(lambda council: {"person_id": council.letter_reader}, "secretariat"),),
    "advice.index": (Visit(), Visit(who="adviser")),
    "advice.show": (
        Visit(lambda council: {"advice_id": council.asked_advice}),
        Visit(lambda council: {"advice_id": council.asked_advice}, "adviser"),
        Visit(lambda council: {"advice_id": council.given_advice}),
    ),
    "advice.ask": (
        Visit(lambda council: {"thread": council.thread}, "member"),
        Visit(lambda council: {"evaluation": council.evaluation}, "moderator"),
    ),
    "advice.interests": (Visit(who="adviser"),),
    "intake.index": (Visit(who="moderator"), Visit(lambda council: {"open": "1"}, "secretariat")),
    "intake.new": (
        Visit(who="moderator"),
        Visit(lambda council: {"post": council.reply}, "secretariat"),
    ),
    "intake.show": (
        Visit(lambda council: {"entry_id": council.entry}, "moderator"),
        Visit(lambda council: {"entry_id": council.noted_entry}, "secretariat"),
        Visit(lambda council: {"entry_id": council.staff_entry}, "moderator", status=404),
    ),
    "mailbox.index": (Visit(),),
    "mailbox.show": (Visit(lambda council: {"name": council.mail}),),
    "information.about": (Visit(),),
    "information.participate": (Visit(),),
    "information.open_data": (Visit(),),
    "information.accessibility": (Visit(),),
    "information.privacy": (Visit(),),
    "information.contact": (Visit(),),
    "documents.about": (
        Visit(lambda council: {"proposal_id": council.proposals["adopted"]}),
        Visit(lambda council: {"proposal_id": council.proposals["adopted"]}, "secretariat"),
        Visit(lambda council: {"proposal_id": council.proposals["draft"]}, status=404),
    ),
    "printed.index": (Visit(), Visit(who="secretariat")),
    "slips.index": (Visit(who="secretariat"), Visit(who="resident", status=403)),
    "slips.show": (Visit(lambda council: {"typed": "9-99"}, "secretariat", status=404),),
}
# Data, not pages: no words of ours to look at.
NOT_PAGES = frozenset(
    {
        "documents.show",
        "documents.press",
        "documents.slip",
        "printed.show",
        "letters.pdf",
        "printed.press",
        "static",
        "assets.show",
        "health.healthz",
        "health.metrics",
        "boards.archive",
        "posts.attachment",
        "posts.raw",
        "writing.answer_form_of",
        "posts.original",
        "moderation.held_raw",
        "moderation.held_file",
        "admin.raw",
        "account.data",
        "personal.take",
        "mailbox.html",
        "mailbox.raw",
        "feeds.board",
        "feeds.thread",
        "api.description",
        "api.boards",
        "api.posts",
        "api.thread",
        "api.post",
        "api.find",
        "api.table",
        "open_data.table",
        "open_data.document",
        "open_data.night",
        "plan.table",
        "polls_slips.scan",
        "meetings.ics",
        "meetings.feed",
        "intake.scan",
        "proposals.text",
        "proposals_city.scan",
    }
)


def pages(app: Flask) -> frozenset[str]:
    """The endpoints that answer GET and are neither data nor a test's own."""
    answering = {
        rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    return frozenset(e for e in answering - NOT_PAGES if not e.startswith("trials."))
