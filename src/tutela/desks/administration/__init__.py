"""Officers, posts, skills, roster and training; the policy register; the gallery of components."""
