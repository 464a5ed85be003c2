"""Missing children: report, risk, ownership, search, return, interviews and trigger plans."""
