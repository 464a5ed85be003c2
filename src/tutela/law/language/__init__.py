"""What a decision's words must not do: superficial, acknowledging only, lowering by age or frequency, minimising, blaming, deferring,
formula, templated, off the child.

Words and suggestions are data (``phrases.yaml``); the rules read any rationale, direction, review or endorsement and give flags.
No flag blocks anything here: the gate may weigh one only on an act that lowers, closes, defers or approves (DESIGN §4).
"""

from tutela.law.language.promises import promises
from tutela.law.language.rules import Flag, Specificity, acknowledges_only, age_or_frequency, flags, minimising, specificity, superficial

__all__ = ["Flag", "Specificity", "acknowledges_only", "age_or_frequency", "flags", "minimising", "promises", "specificity", "superficial"]
