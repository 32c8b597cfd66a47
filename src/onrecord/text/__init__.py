"""Pure functions on strings: text in, spans and values out. Knows no record."""
