"""The actors, drawn from parameters in nanometers; they know nothing of the story."""
