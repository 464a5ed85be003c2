"""Post: what leaves the house by e-mail and webhook. *Queued*, *sent* and *delivered* are three states; *told* is a fourth, and not known here.

An e-mail carries a link and never a child's name (data protection: the mail of a partner is not ours to protect).
"""
