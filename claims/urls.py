from django.urls import path

from claims import group_views, pair_views, views

urlpatterns = [
    path("", views.HomeView.as_view(), name="home"),
    path("claims/", views.ClaimListView.as_view(), name="claims"),
    path("claims/<int:pk>/", views.ClaimDetailView.as_view(), name="claim"),
    path("pairs/", pair_views.PairListView.as_view(), name="pairs"),
    path("pairs/<int:pk>/", pair_views.PairDetailView.as_view(), name="pair"),
    path("groups/", group_views.GroupListView.as_view(), name="groups"),
    path("groups/<int:pk>/", group_views.GroupDetailView.as_view(), name="group"),
    path("speakers/", views.SpeakerListView.as_view(), name="speakers"),
    path("speakers/matches/", views.SpeakerMatchListView.as_view(), name="speaker-matches"),
    path("speakers/matches/<int:pk>/", views.SpeakerMatchDetailView.as_view(), name="speaker-match"),
    path("speakers/<slug:slug>/", views.SpeakerDetailView.as_view(), name="speaker"),
]
