"""The program itself: words to a command, errors to one line on stderr, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from onrecord.cli import diagnostics, output
from onrecord.cli.parser import parse_words
from onrecord.errors import OnRecordError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code (argparse itself ends the program for --help and wrong words)."""
    words = parse_words(argv)
    try:
        code: int = words.run(words)
        output.flush()
    except OnRecordError as error:
        return diagnostics.report(error)
    except BrokenPipeError:
        diagnostics.discard_stdout()
        return diagnostics.DONE
    except KeyboardInterrupt:
        diagnostics.say("onrecord: interrupted. What was finished is kept. Next: the same command again")
        return diagnostics.INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())
