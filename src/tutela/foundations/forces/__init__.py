"""The force: its units, officers, posts, skills and roster, and the partners' people who answer for something.

Law addresses ``role@area`` and never a person; this part finds the person. It judges by a moment: what somebody was then (rank, unit, posts,
skills) stays so, whatever they become, because a fact is stamped with it and the law never asks a roster (design, section 3).
"""
