"""From facts to rows: which subjects an act touches, what the law says of them now, and how the rows are made to say it."""
