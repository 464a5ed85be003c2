"""The measures as they are shown: typed values for one viewer."""
