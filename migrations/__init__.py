"""The history of the schema; `python -m migrations "What changed"` drafts the next step."""
