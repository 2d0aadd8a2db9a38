"""What we sign: DKIM for each copy (RFC 6376, 8463), ARC for what others sent us (RFC 8617)."""
