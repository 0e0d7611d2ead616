import time

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .holding import held, wait_while_held
from .models import Berth
from .version import VERSION


def home(request):
    return render(request, "home.html", {"version": VERSION, "berths": Berth.objects.count()})


def version(request):
    return HttpResponse(VERSION, content_type="text/plain")


def health(request):
    if held("health"):
        return HttpResponse("not yet", status=503)
    Berth.objects.count()
    return HttpResponse("ok", content_type="text/plain")


def harbour_map(request):
    wait_while_held("verify")
    return render(request, "map.html", {"version": VERSION})


def slow(request):
    time.sleep(min(float(request.GET.get("seconds", "10")), 25))
    return HttpResponse(VERSION, content_type="text/plain")


@csrf_exempt
@require_POST
def cargo(request):
    return JsonResponse({"version": VERSION, "received": len(request.body)})
