"""What people and workers do: one function, one sentence of the specification."""
