"""Databases as each release left them, and the proof that they come up to today's schema."""
