"""Police protection of a child: Children Act 1989 s46."""
