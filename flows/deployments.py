"""The scheduled deployments as `cleancopy serve` runs them; `prefect.yaml` says the same for a work pool."""

from __future__ import annotations

from typing import Any

from prefect import serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from cleaners.errors import SettingsError
from flows.clean_flow import clean
from flows.maintenance_flow import maintenance
from flows.release_flow import release
from flows.settings import Settings


def deployments(settings: Settings, options: dict[str, Any]) -> list[RunnerDeployment]:
    """The three deployments with their schedules.

    Raises:
        SettingsError: a schedule or the time zone can't be used.
    """
    planned = ((clean, "clean-inbox", settings.clean_cron), (release, "release", settings.release_cron))
    made = []
    for flow, name, cron in (*planned, (maintenance, "maintenance", settings.maintenance_cron)):
        try:
            schedule = Cron(cron, timezone=settings.timezone)
        except ValueError as error:
            raise SettingsError(
                f"{cron!r} in {settings.timezone!r} is no schedule; mend the setting for {name}"
            ) from error
        deployment = flow.to_deployment(
            name=name,
            schedule=schedule,
            parameters={"options": options},
            concurrency_limit=1,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        assert isinstance(deployment, RunnerDeployment)  # noqa: S101 - a coroutine only inside an event loop
        made.append(deployment)
    return made


def serve_all(settings: Settings, options: dict[str, Any]) -> None:
    """Serve until interrupted, one flow run at a time: they share one warehouse file, which has one writer."""
    serve(*deployments(settings, options), limit=1, print_starting_message=False, pause_on_shutdown=False)
