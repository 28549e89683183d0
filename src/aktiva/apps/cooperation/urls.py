from django.urls import path

from aktiva.apps.cooperation.views import lists, meetings, reading, register, sending

app_name = "cooperation"
urlpatterns = [
    path("ar/<int:cycle_id>/samverkan/", lists.year, name="year"),
    path("ar/<int:cycle_id>/samverkan/lasning/", sending.reading_list, name="reading_list"),
    path("ar/<int:cycle_id>/samverkan/paminn/", sending.remind, name="remind"),
    path("ar/<int:cycle_id>/samverkan/<int:unit_id>/", lists.place, name="place"),
    path("ar/<int:cycle_id>/samverkan/<int:unit_id>/former/", register.forms_page, name="forms"),
    path(
        "ar/<int:cycle_id>/samverkan/<int:unit_id>/mote/", meetings.meeting_new, name="meeting_new"
    ),
    path("ar/<int:cycle_id>/samverkan/<int:unit_id>/skicka/", sending.send, name="send"),
    path("samverkan/mote/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("samverkan/mote/<int:meeting_id>/ratta/", meetings.meeting_change, name="meeting_change"),
    path(
        "samverkan/mote/<int:meeting_id>/ta-bort/",
        meetings.meeting_withdraw,
        name="meeting_withdraw",
    ),
    path("samverkan/lasning/<int:reading_id>/", sending.reading, name="reading"),
    path("lasa/", reading.to_read, name="to_read"),
    path("lasa/<int:asked_id>/", reading.answer, name="answer"),
    path("arbetsgivare/<int:employer_id>/parter/", register.parties, name="parties"),
    path(
        "arbetsgivare/<int:employer_id>/parter/hamta/",
        register.parties_set_up,
        name="parties_set_up",
    ),
    path("part/<int:party_id>/", register.party_change, name="party_change"),
]
