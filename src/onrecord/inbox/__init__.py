"""Pages of a release become Messages."""
