"""What the pages of administration are made of: typed, in words, made for one viewer."""
