# A small server over a folder of articles: docs/guide.md says how to start it.
FROM python:3.13-slim

# Nothing runs as root; what is compiled is kept beside the program, which is the user's own.
RUN useradd --create-home --uid 1000 backfile && install -d -o backfile /articles /index /desk
USER 1000
WORKDIR /home/backfile/app

COPY --chown=backfile requirements.lock ./
RUN python -m venv /home/backfile/venv \
    && /home/backfile/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

COPY --chown=backfile pyproject.toml README.md LICENSE ./
COPY --chown=backfile index ./index
COPY --chown=backfile search ./search
COPY --chown=backfile web ./web
RUN /home/backfile/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

WORKDIR /home/backfile
RUN /home/backfile/venv/bin/python -m search.warmup

ENV PATH=/home/backfile/venv/bin:$PATH \
    BACKFILE_CORPUS=/articles \
    BACKFILE_INDEX=/index \
    BACKFILE_DESK=/desk/desk.sqlite \
    BACKFILE_HOST=0.0.0.0
EXPOSE 8000
HEALTHCHECK --start-period=10m CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health')"]

# Exit code 1 of reindex: done, but some files failed, which it has named.
CMD ["sh", "-c", "backfile reindex || [ $? -eq 1 ] && exec backfile serve"]
