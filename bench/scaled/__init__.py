"""The scale fixture: lives lived once through the real operations, then cast many times over and loaded by COPY."""
