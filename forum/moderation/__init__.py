"""Held posts, decisions and the public log of them."""
