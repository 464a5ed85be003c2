"""Who may be whom, by Splink; and the finders' candidates: same place, near, again."""
