"""Pages for voices that come by letter, telephone or at the counter."""
