"""Records become Findings; one file per family."""
