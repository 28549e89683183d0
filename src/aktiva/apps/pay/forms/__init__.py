"""Forms of a pay mapping."""

from aktiva.apps.pay.forms.whole import MappingForm, refuse

__all__ = ["MappingForm", "refuse"]
