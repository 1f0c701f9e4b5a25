"""Django's synchronous handler; interview_site/asgi.py puts it behind the loop."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interview_site.settings")

application = get_wsgi_application()
