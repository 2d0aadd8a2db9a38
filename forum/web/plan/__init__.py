"""Pages of the plan and its measures."""
