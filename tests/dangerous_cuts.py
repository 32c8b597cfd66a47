"""Sentences that a cut turns into another claim: what stands inside, behind or before them governs the words kept."""

from __future__ import annotations

SUBJECTS = ("The county board", "Our office in Wren", "The sheriff of Tull", "Every clerk at the depot")
INSIDE = (
    ("will not", "sign the new contract for the bridge"),
    ("never", "approved the sale of the old depot"),
    ("can hardly", "pay for the repair of the bridge"),
    ("only partly", "followed the advice of the inspectors"),
    ("reportedly", "met with the owner of the company"),
    ("may", "have known about the broken rail"),
    ("refused to", "open the archive to the reporters"),
    ("at least 12 times", "warned the drivers about the ice"),
    ("said that nobody", "listened to the engineer about the bridge"),
)
AFTER = (
    "if the state agrees to it",
    "unless the court says otherwise",
    "but only for a month",
    "until the new law begins",
)
BEFORE = (
    "It is not true that",
    "Nobody here believes that",
    "The paper claims that",
    "If the court agrees,",
    "He denied that",
)
