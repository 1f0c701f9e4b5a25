"""Every URL of the site; event streams are answered in asgi.py."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView, TemplateView

from accounts import views as accounts_views
from interview_site import faults, health
from interview_site.api import api
from interviews.admin import site

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),  # first: programs poll it
    path("", accounts_views.landing, name="home"),
    path("help/", accounts_views.help_page, name="help"),
    path("privacy/", accounts_views.privacy, name="privacy"),
    path("language/", accounts_views.language_set, name="language-set"),
    path("theme/", accounts_views.theme_set, name="theme-set"),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("interviews.urls")),
    path("docs", RedirectView.as_view(url="/api/v1/docs"), name="docs"),
    path("admin/", site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

handler500 = faults.server_error

if settings.DEBUG:
    gallery = TemplateView.as_view(template_name="ui/gallery.html")
    urlpatterns.append(path("ui/", gallery, name="ui"))
