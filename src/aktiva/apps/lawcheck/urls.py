from django.urls import path

from aktiva.apps.lawcheck import views

app_name = "lawcheck"
urlpatterns = [path("ar/<int:cycle_id>/lagkoll/", views.law, name="law")]
