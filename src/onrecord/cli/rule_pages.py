"""The finding codes as pages of docs/rules/."""

from __future__ import annotations

from onrecord.checks.catalogue import load_rules as load_rules
from onrecord.checks.registry import Rule


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
