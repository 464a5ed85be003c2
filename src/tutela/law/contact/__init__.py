"""The law of first contact: what a report, a grade, new information or an empty car park demands of the control room."""
