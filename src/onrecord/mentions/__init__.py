"""The text of any document becomes passages, quotations, figures, dates and people."""
