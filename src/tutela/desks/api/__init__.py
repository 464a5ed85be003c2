"""The REST API, for the force's other systems and for partners'; and the look-up of a person while a name is typed, for pages of the house."""
