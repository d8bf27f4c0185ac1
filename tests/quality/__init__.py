"""The quality gate: floors under the scores, and what may move them."""
