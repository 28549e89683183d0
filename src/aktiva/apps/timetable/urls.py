from django.urls import path

from aktiva.apps.timetable.views import absences, feeds, reminders, wheel

app_name = "timetable"
urlpatterns = [
    path("ar/<int:cycle_id>/arshjul/", wheel.wheel, name="wheel"),
    path("ar/<int:cycle_id>/arshjul/utan-dag/", wheel.undated, name="undated"),
    path("ar/<int:cycle_id>/arshjul/<int:month>/", wheel.month, name="month"),
    path("ar/<int:cycle_id>/paminnelser/", reminders.reminders, name="reminders"),
    path("ar/<int:cycle_id>/paminnelser/skickat/", reminders.sent, name="sent"),
    path("ar/<int:cycle_id>/paminnelser/adresser/", reminders.bounces, name="bounces"),
    path(
        "ar/<int:cycle_id>/paminnelser/adresser/<int:bounce_id>/fungerar/",
        reminders.bounce_settle,
        name="bounce_settle",
    ),
    path(
        "ar/<int:cycle_id>/paminnelser/kalender/",
        reminders.employer_calendar,
        name="employer_calendar",
    ),
    path(
        "ar/<int:cycle_id>/paminnelser/kalender/<int:event_id>/",
        reminders.event_change,
        name="event_change",
    ),
    path(
        "ar/<int:cycle_id>/paminnelser/kalender/<int:event_id>/ta-bort/",
        reminders.event_remove,
        name="event_remove",
    ),
    path(
        "ar/<int:cycle_id>/paminnelser/uppehall/<int:pause_id>/ta-bort/",
        reminders.pause_remove,
        name="pause_remove",
    ),
    path("ar/<int:cycle_id>/paminnelser/ersattare/", reminders.substitutes, name="substitutes"),
    path("konto/kalender/", feeds.calendar, name="calendar"),
    path("konto/kalender/aterkalla/", feeds.calendar_revoke, name="calendar_revoke"),
    path("konto/franvaro/", absences.absence, name="absence"),
    path(
        "ersattning/<int:substitution_id>/avsluta/",
        absences.substitution_end,
        name="substitution_end",
    ),
    path("kalender/<str:secret>.ics", feeds.feed, name="feed"),
]
