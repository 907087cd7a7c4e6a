"""Runs inside Pyodide: brings Python into the state that the snapshot keeps.

After a restore there are no files. So all that an answer may need is loaded first, by answering, and whoever
asks for something else is stopped by `Late`: the page then starts Python in the ordinary way.
"""

from __future__ import annotations

import builtins
import gc
import json
import linecache
import sys
import warnings
import zipimport
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from types import CodeType, FunctionType
from typing import NoReturn, override
from zoneinfo import ZoneInfo, available_timezones

type Evaluate = Callable[[str], str]

# What starts Python again after a restore, and what tells JavaScript of an error, is not seen running here.
# Our own package stays whole, and so do the holidays of years that nobody has asked about.
_ALWAYS = """
    __main__ _collections_abc _colorize _frozen_importlib _frozen_importlib_external _py_warnings _pyodide
    _pyodide_core abc ast asyncio calc codecs collections contextlib contextvars copy copyreg dateutil
    encodings enum fnmatch functools glob holidays importlib inspect io keyword linecache operator os pathlib
    posixpath pyodide re settling site string textwrap token tokenize traceback types urllib warnings weakref
    zipfile
"""

# A zone that is in use somewhere is found again without its file.
_zones: list[ZoneInfo] = []


class Late(BaseException):
    """Something was wanted that the snapshot does not hold. Nothing in Python is to catch it."""


class _NoMoreImports(MetaPathFinder):
    @override
    def find_spec(self, name: str, *_: object) -> NoReturn:
        # A zone that does not exist is looked for in the package of time zones, and refused.
        raise ModuleNotFoundError if name.startswith("tzdata") else Late(name)


def settle(evaluate: Evaluate, requests: str) -> None:
    """Answer the requests, a JSON array, and forget all code that they did not need."""
    wanted = [json.dumps(request) for request in json.loads(requests)]
    for request in wanted:
        evaluate(request)
    _zones.extend(map(ZoneInfo, sorted(available_timezones())))
    _forget_all_code_but(_ran_for(evaluate, wanted))
    linecache.clearcache()
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]  # noqa: SLF001  # nothing public does
    sys.meta_path[:] = [_NoMoreImports()]
    sys.addaudithook(_no_more_files)
    gc.collect()


def _ran_for(evaluate: Evaluate, requests: list[str]) -> set[CodeType]:
    """The code that runs once everything is loaded."""
    ran: set[CodeType] = set()
    watch, tool = sys.monitoring, sys.monitoring.PROFILER_ID

    def note(code: CodeType, _offset: int) -> object:
        ran.add(code)
        return watch.DISABLE

    watch.use_tool_id(tool, "settling")
    watch.register_callback(tool, watch.events.PY_START, note)
    watch.set_events(tool, watch.events.PY_START)
    for request in requests:
        evaluate(request)
    watch.set_events(tool, watch.events.NO_EVENTS)
    watch.free_tool_id(tool)
    return ran


def _forget_all_code_but(ran: set[CodeType]) -> None:
    builtins.Late = Late  # type: ignore[attr-defined]  # found from every module
    always = frozenset(_ALWAYS.split())
    # A generator that becomes a plain function raises when it is called, not when it is used: all the better.
    warnings.simplefilter("ignore", DeprecationWarning)
    for function in gc.get_objects():
        # Code with a closure fits no other function.
        if type(function) is not FunctionType or function.__closure__ or function.__code__ in ran:
            continue
        if (function.__module__ or "").partition(".")[0] not in always:
            function.__code__ = _forgotten.__code__
    warnings.resetwarnings()


def _forgotten(*_: object, **__: object) -> NoReturn:
    raise Late


def _no_more_files(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        raise Late(str(arguments[0]))
