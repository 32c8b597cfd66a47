"""What other programs open: one format per file, private names and numbers covered unless told otherwise."""
