"""What the pages of one person are made of: typed, in words, redacted for one viewer."""
