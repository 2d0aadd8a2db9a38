"""The rooms behind the web door: one blueprint a resource, opened in this order."""

from importlib import import_module

from flask import Flask

from forum.web.settings import WebSettings

# Each module has a blueprint named `bp`.
ROOMS = (
    "forum.web.home",
    "forum.web.boards",
    "forum.web.threads",
    "forum.web.following",
    "forum.web.posts",
    "forum.web.writing",
    "forum.web.rewriting",
    "forum.web.api",
    "forum.web.accounts",
    "forum.web.moderation.pages",
    "forum.web.moderation.posts",
    "forum.web.reports",
    "forum.web.unreachable",
    "forum.web.admin.pages",
    "forum.web.admin.people",
    "forum.web.admin.boards",
    "forum.web.mail_trace",
    "forum.web.council",
    "forum.web.needs.pages",
    "forum.web.needs.gathering",
    "forum.web.proposals.pages",
    "forum.web.proposals.drafting",
    "forum.web.proposals.editing",
    "forum.web.proposals.deciding",
    "forum.web.polls.pages",
    "forum.web.polls.slips",
    "forum.web.city.pages",
    "forum.web.city.steps",
    "forum.web.city.answers",
    "forum.web.tidings",
    "forum.web.telling.inbox",
    "forum.web.telling.paper",
    "forum.web.plan.pages",
    "forum.web.plan.keeping",
    "forum.web.participation",
    "forum.web.open_data",
    "forum.web.documents",
    "forum.web.printed",
    "forum.web.slips",
    "forum.web.meetings.pages",
    "forum.web.meetings.keeping",
    "forum.web.advice.pages",
    "forum.web.intake.pages",
    "forum.web.account",
    "forum.web.personal",
    "forum.web.mail_formats",
    "forum.web.subscriptions",
    "forum.web.mailbox",
    "forum.web.feeds",
    "forum.web.search",
    "forum.web.information",
    "forum.web.health",
)
DEVELOPMENT_ROOMS = ("forum.web.styleguide",)


def open_rooms(app: Flask, settings: WebSettings) -> None:
    """Register every blueprint; a room may say `is_wanted(settings)` to stay closed."""
    for name in ROOMS + (DEVELOPMENT_ROOMS if app.debug else ()):
        room = import_module(name)
        if not hasattr(room, "is_wanted") or room.is_wanted(settings):
            app.register_blueprint(room.bp)
