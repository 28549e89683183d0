"""Entry point for the application server."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktiva.web.settings.base")
application = get_wsgi_application()

# What has been loaded stays as long as the process, so there is nothing to collect in it; and a
# request makes many small objects that are gone when it is answered.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)

# A thread that holds the database's lock asks it several short questions, and after each it waits
# for its turn among the threads: five milliseconds, the default, would be long to hold the lock.
sys.setswitchinterval(0.0005)
