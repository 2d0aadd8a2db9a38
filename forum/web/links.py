"""Addresses that leave the page: always from SITE_URL, never from what a request claims."""

from typing import Any

from flask import current_app, url_for

from forum.site import Site


def this_site() -> Site:
    """The place that this door belongs to: its names, sealer and attachments."""
    return current_app.extensions["kakehashi-site"]


def full_link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for feeds, the API, copies and print."""
    return this_site().link(url_for(endpoint, **values))
