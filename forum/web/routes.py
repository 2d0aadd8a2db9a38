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
    "forum.web.moderation",
    "forum.web.reports",
    "forum.web.unreachable",
    "forum.web.admin",
    "forum.web.admin_people",
    "forum.web.admin_boards",
    "forum.web.mail_trace",
    "forum.web.council",
    "forum.web.needs",
    "forum.web.needs_gathering",
    "forum.web.proposals",
    "forum.web.proposals_drafting",
    "forum.web.proposals_editing",
    "forum.web.proposals_deciding",
    "forum.web.polls",
    "forum.web.polls_slips",
    "forum.web.proposals_city",
    "forum.web.tidings",
    "forum.web.plan",
    "forum.web.plan_keeping",
    "forum.web.participation",
    "forum.web.open_data",
    "forum.web.documents",
    "forum.web.printed",
    "forum.web.slips",
    "forum.web.meetings",
    "forum.web.meetings_keeping",
    "forum.web.advice",
    "forum.web.intake",
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
