"""onrecord checks what officials and the coverage say against the records and the data, and cites every finding."""

__version__ = "0.1.0"
