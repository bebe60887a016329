from django.urls import path

from articles import views

urlpatterns = [
    path("", views.ArticleListView.as_view(), name="articles"),
    path("new/", views.ArticleCreateView.as_view(), name="article-new"),
    path("<int:pk>/", views.ArticleDetailView.as_view(), name="article"),
]
