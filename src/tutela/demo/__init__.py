"""The invented force, its people, its days, its movable clock. Nothing may import it but config."""
