"""The law of governance: concerns of inspectors, recommendations and actions, audits, boards, posts and training, policies, what partners send and owe."""
