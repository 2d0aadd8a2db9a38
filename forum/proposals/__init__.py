"""What the council asks of the city: proposals and relays, from the first draft to what came of them."""
