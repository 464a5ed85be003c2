"""The law of information: breaches of personal data, what people ask of what is held, disclosure and recall, retention, access."""
