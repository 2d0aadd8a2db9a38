"""What is printed: proposals as the city gets them, the digest on paper, slips to write on."""
