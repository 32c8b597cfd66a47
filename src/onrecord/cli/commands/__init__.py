"""One small module for each command or pair of commands."""
