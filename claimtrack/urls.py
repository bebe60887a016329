"""Every address of the site."""

from django.contrib.auth import views as auth
from django.urls import include, path

urlpatterns = [
    path("", include("claims.urls")),
    path("articles/", include("articles.urls")),
    path("log-in/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("log-out/", auth.LogoutView.as_view(), name="logout"),
    path("api/", include("claimtrack.api_urls")),
]
