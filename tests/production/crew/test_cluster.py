"""More than one machine: here a real Dask scheduler with two workers, each of which could stand elsewhere."""

from __future__ import annotations

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from ipaddress import IPv4Address
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner

from production.commands.main import main
from production.crew.alike import Alike, state_here
from production.crew.cluster import Cluster, _explained
from production.crew.local import Alone
from production.make.batch import make_all
from production.make.film import make_films
from production.make.outcome import Watcher
from production.plan.jobs import Job
from production.store.files import folder_for
from production.store.pieces import Pieces
from scenes.script.errors import FilmError
from scenes.script.keep import FOLDER_VARIABLE
from scenes.script.request import Request
from scenes.script.toml_file import ROOT
from tests.clips.tiny import BROKEN, FOLLOWING, TINY
from tests.conftest import SMALL, Film, RenderPy, contents, made
from tests.helpers.tiny_film import CUT, TinyFilm
from tests.production.crew.test_local import Square

#: The address at which every machine finds itself.
LOOPBACK = str(IPv4Address(0x7F000001))


class Lab:
    """A scheduler and workers, as a teacher's lab would start them; what is always said to Dask's programs."""

    def __init__(self, folder: Path, stack: ExitStack, workers: int = 2, always: Sequence[str] = ()) -> None:
        self.folder, self.stack, self.always = folder, stack, always
        (folder / "temporary").mkdir()
        self.file = folder / "scheduler.json"
        place = ("--host", LOOPBACK, "--port", "0", "--scheduler-file", str(self.file))
        self.scheduler = self.start("scheduler", *place)
        deadline = time.monotonic() + 60
        while not self.file.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.address: str = json.loads(self.file.read_text())["address"]
        self.workers = [self.start("worker", self.address, "--nthreads", "1", "--no-nanny", cache=f"at {n}")
                        for n in range(workers)]

    def start(self, kind: str, *words: str, cache: str = "none") -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", kind, *words, "--no-dashboard", *self.always], cwd=ROOT,
            env={**os.environ, FOLDER_VARIABLE: str(self.folder / cache), "TMPDIR": str(self.folder / "temporary")},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with ExitStack() as stack:
        yield Lab(tmp_path, stack)


class Killing(Watcher):
    """Ends a worker as soon as something is drawn."""

    def __init__(self, worker: subprocess.Popen[bytes]) -> None:
        self.worker, self.seen = worker, 0

    def frames(self, job: Job, done: int, total: int) -> None:
        self.seen += 1
        self.worker.kill()


def test_a_lost_workers_jobs_are_done_elsewhere_with_the_bytes_of_one_machine(
    lab: Lab, film: Film, tmp_path: Path
) -> None:
    watcher = Killing(lab.workers[0])
    pieces = Pieces(tmp_path / "here")
    tiny, broken = made([TINY, BROKEN], tmp_path / "out", Cluster(lab.address), pieces=pieces, watcher=watcher)
    assert lab.workers[0].wait(timeout=10) != 0
    assert watcher.seen
    assert str(broken.error) == "the square will not come"
    assert tiny.error is None
    assert contents(folder_for(tmp_path / "out", Request(quality=SMALL))) == film.contents()


def test_joins_and_checks_are_done_by_a_cluster_as_well(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    film = TinyFilm(CUT, (TINY, FOLLOWING), Request(quality=SMALL))
    for crew, out in ((Cluster(lab.address), "there"), (Alone(Pieces(tmp_path / "kept")), "here")):
        with crew:
            (outcome,) = make_films([film], tmp_path / out, crew, Watcher(), fresh=True)
        assert outcome.error is None
    there, here = (contents(folder_for(tmp_path / out, film.request)) for out in ("there", "here"))
    assert there == here
    asked = ("outlook", "--audience", "patient", "--shape", "square", "--rule", "text-size")
    result = CliRunner().invoke(main, ["check", *asked, "--scheduler", lab.address])
    assert result.exit_code == 0, result.output
    assert "1 rules on 1 cuts of 1 clips: nothing found" in result.output


def test_what_a_worker_has_kept_from_before_comes_to_whoever_asks(lab: Lab, film: Film, tmp_path: Path) -> None:
    for run in ("first", "second"):  # the second time by another machine, or after `cache --clear` here
        pieces = Pieces(tmp_path / f"{run} kept")
        (tiny,) = made([TINY], tmp_path / run, Cluster(lab.address), pieces=pieces)
        assert tiny.error is None
        assert contents(folder_for(tmp_path / run, Request(quality=SMALL))) == film.contents()
    shutil.rmtree(tmp_path / "second kept")
    for kept in tmp_path.glob("at ?/pieces/*/*.0*"):
        kept.write_bytes(b"spoilt")
    (tiny,) = made([TINY], tmp_path / "third", Cluster(lab.address), pieces=Pieces(tmp_path / "third kept"))
    assert tiny.error is None


# --- machines that are not alike ------------------------------------------------------------------


#: A library, FFmpeg within another one, the font, and a file that no clip imports.
OTHERS = ("pillow", "libavcodec", "font", "production/draw/joins.py", "production/check/rules/legible.py")


@pytest.mark.parametrize("other", OTHERS)
def test_no_task_is_done_where_code_or_libraries_are_others(other: str) -> None:
    task = Square(3)
    assert Alike.of(task, state_here()).do(Pieces(), print, lambda: True) == 9
    asked = Alike.of(task, {**state_here(), other: "0.1"})
    with pytest.raises(FilmError, match=f"is refused: .*{other}.*make setup"):
        asked.do(Pieces(), print, lambda: True)


def test_code_that_is_only_there_does_no_harm_and_code_that_is_only_here_does(monkeypatch: pytest.MonkeyPatch) -> None:
    here = state_here()
    only_here = Alike.of(Square(3), {**here, "scenes/new.py": "0"})
    with pytest.raises(FilmError, match=r"scenes/new\.py"):
        only_here.do(Pieces(), print, lambda: True)
    monkeypatch.setattr("production.crew.alike.state_here", lambda: {**here, "scenes/a_copy_of_mine.py": "0"})
    assert Alike.of(Square(3), here).do(Pieces(), print, lambda: True) == 9


def test_beats_joins_and_checks_are_refused_by_a_machine_that_is_not_alike(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = {**state_here(), "pillow": "0.1", "av": "0.2"}
    monkeypatch.setattr("production.crew.cluster.state_here", lambda: state)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    refused = f"{platform.node()} is refused: it has pillow "
    (tiny,) = made([TINY], tmp_path / "out", Cluster(lab.address), pieces=Pieces(tmp_path / "kept"))
    assert str(tiny.error).startswith(refused)
    film = TinyFilm(CUT, (TINY, FOLLOWING), Request(quality=SMALL))
    with Alone(Pieces(tmp_path / "kept")) as crew:
        made(film.clips, tmp_path / "out", crew, pieces=Pieces(tmp_path / "kept"))
        make_all(film.jobs, tmp_path / "out", crew, Watcher())
    with Cluster(lab.address) as crew:
        (outcome,) = make_films([film], tmp_path / "out", crew, Watcher())
    assert str(outcome.error).startswith(refused)
    assert "and 1 more differ" in str(outcome.error)
    asked = ("outlook", "--audience", "patient", "--shape", "square", "--rule", "text-size")
    result = CliRunner().invoke(main, ["check", *asked, "--scheduler", lab.address])
    assert result.exit_code == 1
    assert "is refused: it has pillow" in " ".join(result.output.split())


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("Error during deserialization of the task graph. This frequently\noccurs if the Scheduler …"),
        ModuleNotFoundError("No module named 'production'", name="production"),
        ModuleNotFoundError("No module named 'production.crew.alike'", name="production.crew.alike"),
    ],
)
def test_a_cluster_without_the_film_or_with_an_older_one_is_told_on_one_line(error: Exception) -> None:
    told = str(_explained(error))
    assert told.startswith("the cluster cannot read what it is asked: ")
    assert "\n" not in told


# --- encrypted ------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``ca.pem`` vouches for ``cert.pem`` of ``key.pem``; ``other.pem`` for neither."""
    folder = tmp_path_factory.mktemp("certificates")
    if not which("openssl"):
        pytest.skip("certificates are made by the program openssl, which is not there")

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    for name in ("ca", "other"):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                "-keyout", f"{name}.key", "-out", f"{name}.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=lab", "-keyout", "key.pem", "-out", "lab.csr")
    openssl("x509", "-req", "-days", "2", "-in", "lab.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "cert.pem")
    return folder


def options(certificates: Path) -> list[str]:
    return ["--tls-ca-file", str(certificates / "ca.pem"), "--tls-cert", str(certificates / "cert.pem"),
            "--tls-key", str(certificates / "key.pem")]


@pytest.fixture
def safe_lab(tmp_path: Path, certificates: Path) -> Iterator[Lab]:
    """One scheduler and one worker that speak to nobody without a certificate."""
    with ExitStack() as stack:
        yield Lab(tmp_path, stack, 1, [*options(certificates), "--protocol", "tls"])


def test_an_encrypted_cluster_takes_whoever_shows_a_certificate(
    safe_lab: Lab, certificates: Path, render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert safe_lab.address.startswith("tls://")
    asked = ("clips", "tiny", "--beat", "disc", "--quality", "draft", "--scheduler", safe_lab.address)
    shown = render_py(*asked, *options(certificates))
    assert shown.exit_code == 0, shown.output

    monkeypatch.setattr("production.crew.cluster._PATIENCE", 3)
    wrong = [word.replace("ca.pem", "other.pem") for word in options(certificates)]
    refused = render_py(*asked, *wrong, "--out", "other")
    assert refused.exit_code == 1
    assert "or it does not take these certificates" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1

    monkeypatch.setattr("production.crew.cluster._PATIENCE", 10)
    import dask

    names = ("ca-file", "client.cert", "client.key")
    settings = dict(zip((f"distributed.comm.tls.{name}" for name in names), options(certificates)[1::2], strict=True))
    with dask.config.set(settings):
        known = render_py(*asked, "--out", "another")
    assert known.exit_code == 0, known.output


ENCRYPTED = f"tls://{LOOPBACK}:9"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--scheduler", "http://lab:8786"], 2, "no address of a scheduler, such as tcp://host:8786 or tls://host"),
        (["--scheduler", "tcp://lab:87860"], 2, "no address of a scheduler"),
        (["--scheduler", "tcp://lab"], 2, "no address of a scheduler"),
        (["--scheduler", ENCRYPTED, "--tls-cert", "none.pem"], 2, "'none.pem' does not exist"),
        (["--scheduler", f"tcp://{LOOPBACK}:9", "--tls-cert", "file.pem"], 2, "go with --scheduler tls://host:8786"),
        (["--tls-cert", "file.pem"], 2, "go with --scheduler tls://host:8786"),
        (["--scheduler", ENCRYPTED], 1, "there is no certificate for tls://"),
        (["--scheduler", ENCRYPTED, "--tls-ca-file", "file.pem"], 1, "there is no certificate for tls://"),
        (["--scheduler", ENCRYPTED, "--tls-ca-file", "file.pem", "--tls-cert", "file.pem"], 1, "cannot use the cert"),
    ],
)
@pytest.mark.parametrize("command", [["clips", "tiny"], ["film"], ["check", "tiny"]], ids=lambda words: words[0])
def test_what_is_wrong_with_an_address_or_a_certificate_is_said_on_one_line(
    render_py: RenderPy, command: list[str], words: list[str], code: int, said: str
) -> None:
    Path("file.pem").write_text("no certificate")
    result = render_py(*command, *words)
    assert result.exit_code == code
    assert said in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.output


def test_missing_files_and_a_wish_for_encryption_in_dasks_own_settings_are_said(render_py: RenderPy) -> None:
    import dask

    for settings, address, said in (
        ({"distributed.comm.tls.ca-file": "no.pem", "distributed.comm.tls.client.cert": "no.pem"}, ENCRYPTED,
         "no such file"),
        ({"distributed.comm.require-encryption": True}, f"tcp://{LOOPBACK}:9", "use tls://"),
    ):
        with dask.config.set(settings):
            result = render_py("clips", "tiny", "--scheduler", address)
        assert result.exit_code == 1
        assert said in result.stderr


# --- what is left behind --------------------------------------------------------------------------


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda s: s.name)
def test_a_worker_leaves_no_folder_behind_when_it_ends(tmp_path: Path, how: signal.Signals) -> None:
    with ExitStack() as stack:
        lab = Lab(tmp_path, stack, 1)
        (tiny,) = made([TINY], tmp_path / "out", Cluster(lab.address), pieces=Pieces(tmp_path / "here"))
        assert tiny.error is None
        assert [*(tmp_path / "temporary").glob("film-*")]
        lab.workers[0].send_signal(how)
        lab.workers[0].wait(timeout=20)
        assert not [*(tmp_path / "temporary").glob("film-*")]


def test_a_cluster_that_does_not_answer_is_said_in_one_line(
    render_py: RenderPy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("production.crew.cluster._PATIENCE", 0.5)
    result = render_py("clips", "tiny", "--quality", "draft", "--scheduler", f"tcp://{LOOPBACK}:9")
    assert result.exit_code == 1
    assert f"render.py: no Dask cluster with workers answers at tcp://{LOOPBACK}:9" in result.output


def test_without_dask_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(FilmError, match="needs the package distributed"):
        Cluster(f"tcp://{LOOPBACK}:8786")
