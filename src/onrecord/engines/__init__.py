"""How independent parts of a case are worked on at once."""
