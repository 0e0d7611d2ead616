from .version import VERSION


def tell_version(get_response):
    """Every answer says which version gave it, so that a swap can be seen from outside."""

    def middleware(request):
        response = get_response(request)
        response["X-Version"] = VERSION
        return response

    return middleware
