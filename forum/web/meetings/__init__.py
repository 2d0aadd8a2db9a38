"""Pages of meetings and their minutes."""
