"""Draws, special functions, money, time, parameters, errors and compilation: imports nothing else of ours."""
