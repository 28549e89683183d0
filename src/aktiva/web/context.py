"""What every page shows around its content."""


def chrome(request):
    return {}
