"""The request side: what was asked of which agency, how long it may take, and what to contest."""
