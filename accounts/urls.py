"""A person's own account; signing in and out is allauth's."""

from django.urls import URLPattern, path

from accounts import views

app_name = "accounts"

urlpatterns: list[URLPattern] = [
    path("me/account/", views.profile, name="profile"),
]
