"""Pages on which the city deals with proposals."""
