"""All finding codes with their texts, for whoever explains them: the command line, the app, the pages of the documentation.

A rule is declared beside the check that gives it, so all checks are loaded first; nobody pays for that who does not ask.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from onrecord.checks.registry import RULES, Rule


def load_rules() -> tuple[Rule, ...]:
    """All rules by code."""
    import onrecord.checks  # noqa: PLC0415

    for module in sorted(module.name for module in pkgutil.iter_modules(onrecord.checks.__path__)):
        import_module(f"onrecord.checks.{module}")
    return tuple(RULES[code] for code in sorted(RULES))
