"""Aktiva: active measures against discrimination, carried out and proved."""

__version__ = "0.1.0"
