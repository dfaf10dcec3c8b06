"""Measuring: how far the results of a kernel are from the function it stands for."""
