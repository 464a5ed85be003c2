"""Flags raised on words, the version of the rules that raised them, and the author's answer."""
