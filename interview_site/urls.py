"""Every URL of the site; event streams are answered in asgi.py."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from accounts import views as accounts_views
from interview_site import health
from interview_site.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("", accounts_views.landing, name="home"),
    path("help/", accounts_views.help_page, name="help"),
    path("privacy/", accounts_views.privacy, name="privacy"),
    path("language/", accounts_views.language_set, name="language-set"),
    path("theme/", accounts_views.theme_set, name="theme-set"),
    path("accounts/", include("allauth.urls")),
    path("", include("interviews.urls")),
    path("api/v1/", api.urls),
    path("docs", RedirectView.as_view(url="/api/v1/docs"), name="docs"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
