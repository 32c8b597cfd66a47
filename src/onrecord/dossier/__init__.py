"""What leaves the case for others: masked, cited, checked for leaks. Reads the case file; knows nothing of the web app."""
