"""What is measured, and how it is counted in the database."""
