"""What every clip stands on: beats, layout, style, words, facts and motion."""
