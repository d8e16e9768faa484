"""Clips that only the tests know: small, quick, and failing on purpose where asked."""
