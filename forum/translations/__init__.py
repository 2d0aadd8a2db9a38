"""The words in other languages than Japanese."""
