"""Records are joined to records: traces, variants, stories, citations, reuse."""
