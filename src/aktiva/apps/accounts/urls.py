from django.urls import path

from aktiva.apps.accounts import views

app_name = "accounts"
urlpatterns = [
    path("logga-in/", views.SignIn.as_view(), name="sign_in"),
    path("logga-ut/", views.SignOut.as_view(), name="sign_out"),
    path("konto/nyckel/", views.words_key, name="words_key"),
    path("start/", views.start, name="start"),
    path("konto/", views.account, name="account"),
]
