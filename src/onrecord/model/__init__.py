"""Frozen records: what every stage takes and gives. Nothing here reads, decides or writes."""
