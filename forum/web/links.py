"""Addresses that leave the page: always from SITE_URL, never from what a request claims."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for

from forum.site import Site


def this_site() -> Site:
    """The place that this door belongs to: its names, sealer and attachments."""
    return current_app.extensions["kakehashi-site"]


def local_path(address: str | None) -> str | None:
    """A path of ours to lead somebody to, or None for whatever could lead to another site."""
    if not address or not address.startswith("/") or not address.isprintable():
        return None
    # Browsers take a backslash for a slash, and two of them for the beginning of a host.
    if address.startswith("//") or "\\" in address or len(address) > 2000:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else address


def full_link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for feeds, the API, copies and print."""
    return this_site().link(url_for(endpoint, **values))
