"""The letters of a poll: everybody is asked, answers are acknowledged, who is late is reminded."""
