"""Who may see and do what: one policy for list, page, action, export, file and API."""
