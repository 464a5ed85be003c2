"""What a rule, a clock, a ladder, a finding and a parameter are, and how facts are judged by them. Knows no area of practice."""
