"""Pages of proposals, from the draft to the decision."""
