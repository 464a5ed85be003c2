"""The product as the benchmark serves it, and a bare Django page beside it: nothing here is part of the product."""
