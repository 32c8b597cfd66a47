"""Bytes on disk become Documents; one file per format."""
