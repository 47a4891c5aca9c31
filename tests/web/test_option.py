"""The options that name a cluster are understood, or refused without showing a password."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from index.opensearch import ClusterUrl, ClusterUrlMalformed
from web.cli.command import main
from web.settings import Settings

ENGINE = "opensearch+https://me:s3cret@one,two:9201/desk"


def backfile(*arguments, **environ):
    return CliRunner().invoke(main, arguments, env=environ)


@pytest.mark.parametrize("command", ["reindex", "rebuild", "search", "verify", "stats", "audit"])
def test_every_command_that_looks_at_an_index_takes_a_cluster(command):
    assert "--engine" in backfile(command, "--help").output


@pytest.mark.parametrize("command", [["reindex"], ["search", "x"], ["stats"], ["serve"]])
def test_malformed_address_is_wrong_usage(command):
    result = backfile(*command, BACKFILE_ENGINE="http://me:s3cret@host")
    assert result.exit_code == 2
    assert "opensearch+https://user:password@host:9200/backfile" in " ".join(result.output.split())
    assert "s3cret" not in result.output


@pytest.mark.parametrize("worker", ["0/3", "4/3", "first"])
def test_malformed_share_is_wrong_usage(worker):
    result = backfile("reindex", "--engine", ENGINE, "--worker", worker)
    assert result.exit_code == 2
    assert "2/3" in result.output


def test_worker_without_a_cluster_is_wrong_usage(tmp_path):
    result = backfile("reindex", "--worker", "1/2", "--index", str(tmp_path / "index"))
    assert result.exit_code == 2
    assert "--engine" in result.output
    assert not (tmp_path / "index").exists()


def test_server_that_another_program_starts_takes_a_cluster():
    settings = Settings.of({"BACKFILE_ENGINE": ENGINE})
    assert settings.engine == ClusterUrl.parse(ENGINE)
    assert "s3cret" not in repr(settings)
    assert Settings.of({"BACKFILE_ENGINE": " "}).engine is None
    with pytest.raises(ClusterUrlMalformed):
        Settings.of({"BACKFILE_ENGINE": "host"})
