# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the whole program share: galley itself, used as a person does (see drive.py), on a database of the case's own.

    import e2e

    class Sections(e2e.Case):
        def test_add(self):
            post = self.add_sample()
            app = self.start(f"--post={post}")
            app.click("Add Section")

    if __name__ == "__main__":
        e2e.main()
"""

import atexit
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import unittest

import drive

SUPPORT = pathlib.Path(__file__).parent
SOURCES = SUPPORT.parents[1]
BUILD = pathlib.Path(os.environ.get("GALLEY_BUILD", SOURCES / "_build"))
GALLEY = BUILD / "src/app/galley"
GALLEYCTL = BUILD / "src/ctl/galleyctl"
PICTURES = BUILD / "screenshots"
SAMPLE = SOURCES / "data/samples/sourdough.json"
SAMPLE_TITLE = "Your first sourdough loaf"


class Server:
    """A throw-away PostgreSQL of this program; also gone when the program is killed."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="galley-test-"))
        # The server may belong to another user, who has to get through.
        self.folder.chmod(0o711)
        self.cluster = self.folder / "cluster"
        self.script = SUPPORT / "throwaway-cluster"
        self.guard = subprocess.Popen([self.script, "guard", self.cluster], stdin=subprocess.PIPE, start_new_session=True)
        atexit.register(self.stop)
        self.socket = subprocess.run([self.script, "start", self.cluster], check=True, capture_output=True, text=True).stdout.strip()
        self.count = 0
        ctl("migrate", database=self.uri("galley"))

    def uri(self, database, user="galley"):
        return f"host={self.socket} user={user} dbname={database}"

    def sql(self, database, commands):
        """Has the superuser execute commands, and returns what they return, a line a row, columns separated by "|"."""
        psql = ["psql", self.uri(database, "postgres"), "-XqAt", "-v", "ON_ERROR_STOP=1"]
        return subprocess.run(psql, input=commands, check=True, capture_output=True, text=True).stdout.strip()

    def make_database(self):
        self.count += 1
        name = f"case_{self.count}"
        self.sql("postgres", f"CREATE DATABASE {name} OWNER galley TEMPLATE galley")
        return name

    def pid(self):
        return int((self.cluster / "data/postmaster.pid").read_text(encoding="utf-8").split()[0])

    def halt(self, mode="fast"):
        subprocess.run([self.script, "halt", self.cluster, mode], check=True)

    def resume(self):
        subprocess.run([self.script, "resume", self.cluster], check=True)

    def kill(self):
        """As a power cut: the server has no time for anything. Its other processes notice by themselves that it is gone."""
        pid = self.pid()
        children = drive.run("ps", "--no-headers", "-o", "pid", "--ppid", pid).split()
        os.kill(pid, signal.SIGKILL)
        drive.wait_for(lambda: not any(is_running(int(child)) for child in children), "the end of the server")
        # What it would have taken away, and what names a process that init may not have taken note of yet.
        (self.cluster / "data/postmaster.pid").unlink()
        (pathlib.Path(self.socket) / ".s.PGSQL.5432.lock").unlink()

    def make_durable(self):
        """From now on what was committed is there after any end of the server; without this, what makes tests quick loses the last of it."""
        self.sql("postgres", "ALTER SYSTEM SET synchronous_commit = on")
        self.sql("postgres", "SELECT pg_reload_conf()")

    def stop(self):
        self.guard.stdin.close()
        self.guard.wait()


def is_running(pid):
    """Whether there is such a process, other than as an entry that nobody has taken note of yet."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def ctl(*words, database=None, stdin=None, env=None):
    """Runs galleyctl, which has to succeed, and returns what it prints."""
    environment = {**(env or os.environ), **({"GALLEY_DATABASE": database} if database else {})}
    done = subprocess.run([GALLEYCTL, *map(str, words)], input=stdin, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"galleyctl {' '.join(map(str, words))}: {done.stderr}"
    return done.stdout.strip()


class Case(unittest.TestCase):
    """A case has an empty database, folders of its own, and the programs that it starts, which end with it. Warnings are fatal to them."""

    server = None
    # A class with private = True uses the private server that galley makes for itself.
    private = False

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="galley-case-"))
        self.folder.chmod(0o711)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.env = {**os.environ, "XDG_DATA_HOME": str(self.folder / "data"), "XDG_STATE_HOME": str(self.folder / "state"),
                    "G_DEBUG": "fatal-warnings"}
        # GTK itself leaks when it is driven: the cases within the tests' own process look for leaks.
        if "ASAN_OPTIONS" in self.env:
            self.env["ASAN_OPTIONS"] = "abort_on_error=1:detect_leaks=0"
        self.processes = []
        self.log = self.folder / "galley.log"
        self.database = None
        if not self.private:
            Case.server = Case.server or Server()
            self.database = Case.server.make_database()
            self.env["GALLEY_DATABASE"] = Case.server.uri(self.database)
        self.addCleanup(self.end_programs)

    # Data

    def ctl(self, *words, stdin=None):
        """Runs galleyctl on the case's database: another writer, or a look at what is stored."""
        return ctl(*words, stdin=stdin, env=self.env)

    def sql(self, commands):
        return self.server.sql(self.database, commands)

    @contextlib.contextmanager
    def other_writer(self, commands):
        """Another writer, who has executed commands and commits them at the end: what saves the same rows meanwhile waits until then."""
        psql = ["psql", self.server.uri(self.database), "-XqAt", "-v", "ON_ERROR_STOP=1"]
        with subprocess.Popen(psql, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            process.stdin.write(f"BEGIN; {commands}; SELECT 'executed';\n")
            process.stdin.flush()
            self.assertEqual(process.stdout.readline().strip(), "executed")
            yield
            process.stdin.write("COMMIT;\n")

    def add_sample(self):
        """Adds the sample post, and returns its id."""
        return int(self.ctl("import", SAMPLE).split()[0])

    def add_post(self, title, *headings):
        post = int(self.ctl("post", "new", title))
        if headings:
            self.ctl("outline", "set", post, stdin="\n".join(headings))
        return post

    # Programs

    def start(self, *words, env=None, wait=True):
        """Starts galley and returns the drive.App that uses it; its process is .process."""
        log = open(self.log, "ab")  # pylint: disable=consider-using-with
        process = subprocess.Popen([GALLEY, *map(str, words)], env={**self.env, **(env or {})}, stdout=log, stderr=log)
        log.close()
        self.processes.append(process)
        if not wait:
            return process
        try:
            app = drive.App("galley", process.pid, lambda: process.poll() is not None)
        except drive.NotThere:
            raise AssertionError(f"galley {words} shows nothing; status {process.poll()}; it said:\n{self.said()}") from None
        app.process = process
        return app

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def close(self, app):
        """Closes a window as a person does, and expects the program to end well."""
        app.close()
        self.assertEqual(app.process.wait(drive.PATIENCE), 0, self.said())

    def kill(self, app):
        """Ends a program without any warning."""
        app.process.kill()
        app.process.wait()

    def end_programs(self):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(drive.PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    # Pictures

    def screenshot(self, name, part=None):
        """Keeps a picture of the screen, or of a part of it (x, y, width, height), as NAME.png among those of this build."""
        path = PICTURES / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        drive.screenshot(path, part)
        return path

    def keep_evidence(self):
        """Of a case that failed: what the screen and the screen reader showed, and what the program said."""
        stem = f"failed/{self.id().removeprefix('__main__.')}"
        self.screenshot(stem)
        alive = [process.pid for process in self.processes if process.poll() is None]
        trees = [drive.App("galley", pid).tree() for pid in alive]
        (PICTURES / f"{stem}.txt").write_text("\n".join([self.said(), *trees]), encoding="utf-8")

    # unittest has no place to act in while a case that failed is still standing.
    def _callTestMethod(self, method):
        try:
            method()
        except unittest.SkipTest:
            raise
        except BaseException:
            try:
                self.keep_evidence()
            except Exception as error:  # pylint: disable=broad-except
                # The case's own failure is what has to be told; this one beside it.
                print(f"# no evidence: {error}")
            raise


class TapResult(unittest.TestResult):
    """Prints the cases as the Test Anything Protocol has it."""

    def __init__(self):
        super().__init__()
        self.number = 0
        self.good = True

    def _print(self, verdict, case, more=""):
        self.number += 1
        print(f"{verdict} {self.number} {case.id().removeprefix('__main__.')}{more}", flush=True)

    def _fail(self, case, error):
        self.good = False
        self._print("not ok", case)
        for line in "".join(traceback.format_exception(*error)).splitlines():
            print(f"# {line}")
        if isinstance(case, Case):
            for line in case.said().splitlines()[-30:]:
                print(f"# galley: {line}")

    def addSuccess(self, test):
        self._print("ok", test)

    def addFailure(self, test, err):
        self._fail(test, err)

    addError = addFailure

    def addSkip(self, test, reason):
        self._print("ok", test, f" # SKIP {reason}")


def main():
    """Runs the cases of the test program, or those named as arguments (Class or Class.test_name)."""
    loader = unittest.defaultTestLoader
    names = sys.argv[1:]
    module = sys.modules["__main__"]
    suite = loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)
    print(f"1..{suite.countTestCases()}", flush=True)
    result = TapResult()
    suite.run(result)
    sys.exit(0 if result.good else 1)
