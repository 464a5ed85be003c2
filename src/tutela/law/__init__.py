"""What must follow: pure Python and YAML, no Django. From facts alone, which duties are owed, by whom and by when."""
