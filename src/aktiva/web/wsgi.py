"""Entry point for the application server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from aktiva.web.turns import one_at_a_time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktiva.web.settings.base")
application = one_at_a_time(get_wsgi_application())

# What has been loaded stays as long as the process, so there is nothing to collect in it; and a
# request makes many small objects that are gone when it is answered.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
