"""What one source gives alone: read by the engine that was asked for, kept in the case file by its fingerprint."""
