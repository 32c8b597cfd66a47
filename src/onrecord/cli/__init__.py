"""Words in, words out: the command line.

Each command is a small module in `commands/` that says what it takes and prints what a lower floor gives. stdout is data and
belongs to `output.py`, stderr is for people and belongs to `diagnostics.py`. Importing this package loads no PDF, OCR, table or
web library: a command that needs the pipeline imports it inside its `run`, the one place where an import may stand there.
"""
