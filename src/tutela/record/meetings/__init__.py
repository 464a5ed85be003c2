"""Any meeting: attendance, minutes, and decisions that become actions of an enquiry."""
