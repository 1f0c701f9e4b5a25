"""What every door of the API shares: who calls, how often, problems, field types."""
