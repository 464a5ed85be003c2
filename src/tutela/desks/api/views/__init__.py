"""Fragments: parts of a page, asked for by the page of somebody who is signed in, and by no token."""
