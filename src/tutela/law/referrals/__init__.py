"""The law of referrals: notices and their triage, what partners answer, strategy discussions and conferences, domestic abuse, notices to schools."""
