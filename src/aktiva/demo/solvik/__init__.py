"""Solvik kommun, a municipality that does not exist, with three years of active measures."""

from aktiva.demo.solvik.blueprint import blueprint

__all__ = ["blueprint"]
