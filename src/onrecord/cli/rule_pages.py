"""The finding codes with their texts, for `onrecord rule` and the pages of docs/rules/.

A rule is declared beside the check that gives it, so all checks are loaded first; that is work no other command pays for.
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


def rule_page(rule: Rule) -> str:
    """One page of docs/rules/ as Markdown."""
    return "\n".join(
        (
            f"# {rule.code}: {rule.title}",
            "",
            f"Severity: {rule.severity.value}",
            "",
            rule.means.strip(),
            "",
            "## Example",
            "",
            rule.example.strip(),
            "",
            "## What to do",
            "",
            rule.what_to_do.strip(),
            "",
            "## When it may be wrong",
            "",
            rule.when_wrong.strip(),
            "",
        )
    )
