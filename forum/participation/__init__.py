"""Who takes part: posts, people and new people by month, way and sector, so that nobody stands out."""
