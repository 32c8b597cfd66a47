"""The local web app: reads a case file page by page and shows it in a browser on this machine alone."""
