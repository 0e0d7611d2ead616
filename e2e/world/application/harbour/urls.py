from django.conf import settings
from django.urls import path
from django.views.static import serve

from . import views

urlpatterns = [
    path("", views.home),
    path("version", views.version),
    path("health/", views.health),
    path("map/", views.harbour_map),
    path("slow/", views.slow),
    path("cargo/", views.cargo),
    path("static/<path:path>", serve, {"document_root": settings.STATIC_ROOT}),
]
