"""Pages on which moderators decide, and the public log of what they decided."""
