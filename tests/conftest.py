"""What all tests share: a property is about what is right, never about how long it took.

Speed is measured by ``./aktiva bench``. A machine that is busy for a moment must not make a test fail.
"""

from hypothesis import HealthCheck, settings

settings.register_profile("aktiva", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("aktiva")
