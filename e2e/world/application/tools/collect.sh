python3 manage.py collectstatic --noinput
