"""Every exception class of onrecord, cut by who must act on it.

A message says WHAT went wrong, WHERE (path, page, span) and what was FOUND against what was EXPECTED; `hint` is the next
command to type. Bad data in a source is not an exception but a `Problem` row (see `onrecord.model.documents`).
"""


class OnRecordError(Exception):
    """Anything the user is told about in one line; `hint` is what to do next."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class SettingsError(OnRecordError):
    """The command line or a pack asks for something that does not exist: the user changes the call."""

    exit_code = 2


class SourceError(OnRecordError):
    """A source could not be read at all: the user mends or removes the file."""

    exit_code = 3


class CaseFileError(OnRecordError):
    """Not a case file, or one of another version: the user rebuilds or upgrades."""

    exit_code = 4


class UnfinishedCaseError(CaseFileError):
    """The first build of a case has not come to its end: it is running, or was ended; the next build completes it."""


class MaskingError(OnRecordError):
    """Refused because something private would leave the machine: the user masks it or decides otherwise."""

    exit_code = 5
