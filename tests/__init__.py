"""Tests, the quality gate and the benchmark."""
