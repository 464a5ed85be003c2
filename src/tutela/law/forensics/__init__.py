"""The law of digital forensics: devices that wait, what was promised, triage and results, images graded, the children in them."""
