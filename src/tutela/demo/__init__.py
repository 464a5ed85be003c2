"""The invented force, its people, its days and its movable clock. Nothing may import it but config."""
