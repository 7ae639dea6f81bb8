# The base has to have python3 (3.11 or newer) with venv: python:slim, or a Debian with python3-venv. Where packages come
# from a mirror of your own, or through a proxy with its own certificate, the base brings pip.conf and certificate along.
ARG BASE_IMAGE=python:3.11-slim-bookworm

FROM ${BASE_IMAGE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore
RUN python3 -m venv /opt/cleancopy
WORKDIR /src
# The lock with the extra `lake`: DuckDB's extensions as wheels, so that the warehouse can be a lake and nothing is fetched for it.
COPY requirements/build.txt requirements/lake.txt requirements/
RUN /opt/cleancopy/bin/pip install --require-hashes -r requirements/build.txt -r requirements/lake.txt
COPY . .
# What only a build needs stays behind: the backend, pip itself, and Arrow's C++ headers.
RUN /opt/cleancopy/bin/pip install --no-deps --no-build-isolation --no-index . \
    && /opt/cleancopy/bin/pip check \
    && /opt/cleancopy/bin/pip uninstall --yes setuptools pip \
    && rm -rf /opt/cleancopy/lib/python3.*/site-packages/pyarrow/include

FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="cleancopy" \
    org.opencontainers.image.description="Raw scraped news dumps in, clean articles out" \
    org.opencontainers.image.licenses="Apache-2.0"
# A number that stays: it owns the volumes.
RUN groupadd --gid 10001 cleancopy \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin cleancopy \
    && install -d -o cleancopy -g cleancopy /data /data/inbox /data/warehouse /data/releases /var/lib/prefect
COPY --from=build /opt/cleancopy /opt/cleancopy
COPY prefect.yaml /srv/cleancopy/
ENV PATH=/opt/cleancopy/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DO_NOT_TRACK=1 \
    PREFECT_HOME=/var/lib/prefect \
    PREFECT_CLI_PROMPT=false \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT=false \
    PREFECT_SERVER_LOGGING_LEVEL=WARNING \
    CLEANCOPY_INBOX=/data/inbox \
    CLEANCOPY_WAREHOUSE=/data/warehouse/warehouse.duckdb \
    CLEANCOPY_STAGING=/data/warehouse/staging \
    CLEANCOPY_RELEASES=/data/releases
USER 10001:10001
WORKDIR /srv/cleancopy
CMD ["cleancopy", "--help"]
