"""The REST API, for the force's other systems and for partners'."""
