"""What is one's own, what is open in the control room, and what waits in every registered queue."""
