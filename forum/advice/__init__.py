"""What advisers are asked and what they answer, with the interests that they have declared."""
