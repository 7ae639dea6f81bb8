"""Labeller 4: what units of text are that no rule knows, by their shape, their markup and what stands around them."""
