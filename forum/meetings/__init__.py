"""Meetings where people sit in one room: called, held, written down, and the minutes confirmed."""
