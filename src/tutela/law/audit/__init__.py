"""Audit by replay: a judged case against the criteria of a case audit, and the grade that follows by definition. It proposes; a person grades."""
