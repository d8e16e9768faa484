"""The film checks itself: legible, calm, true, plain and fair, clip by clip."""
