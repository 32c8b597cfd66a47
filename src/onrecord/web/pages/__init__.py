"""The pages of the app, one module each: `ROUTES`, and `NAVIGATION` for those that have a place in the bar."""
