"""Addresses that leave the page: always from SITE_URL, never from what a request claims."""

from typing import Any

from flask import current_app, url_for


def full_link(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for feeds, the API, copies and print."""
    return current_app.extensions["kakehashi"].site_url + url_for(endpoint, **values)


def full_address(path: str) -> str:
    """The whole address of a path of ours."""
    return str(current_app.extensions["kakehashi"].site_url) + path
