"""Pages on which advisers are asked and answer."""
