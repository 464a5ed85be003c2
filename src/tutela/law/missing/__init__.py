"""The law of missing children: from the report to the return interview on the record, and the plan before the next time."""
