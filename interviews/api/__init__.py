"""The API of interviews: a router per noun."""
