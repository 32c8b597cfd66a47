"""Sourced facts as data, and their loader."""
