"""What the browser is not sent: parts of Python and of its packages that no calculator uses.

Every reader downloads what is left, so what is large and unused is named here; what is small may stay.
`**` in a pattern stands for any number of folders.
"""

import ast
import pickle
from pathlib import PurePosixPath

from calc.language import LANGUAGES, LOCALES

_MANNERS = {language.manner for language in LANGUAGES}
_INHERITED = ("root", "en_001", "no")


def _names(patterns: str) -> list[str]:
    return patterns.split()


# Where most of a package goes, it is shorter to say what stays.
KEEP = {
    "babel": (
        "babel/*.py",
        "babel/localtime/*",
        "babel/global.dat",
        # The languages, and the locales that they inherit from.
        *(f"babel/locale-data/{locale}.dat" for locale in (*LOCALES, *_MANNERS, *_INHERITED)),
    ),
    "holidays": (
        "holidays/*.py",
        "holidays/calendars/__init__.py",
        "holidays/calendars/ethiopian.py",
        "holidays/calendars/gregorian.py",
        "holidays/calendars/julian*.py",
        "holidays/countries/__init__.py",
        "holidays/countries/sweden.py",
        "holidays/groups/__init__.py",
        "holidays/groups/christian.py",
        "holidays/groups/international.py",
        "holidays/locale/*/LC_MESSAGES/SE.mo",
    ),
}

DROP = {
    "holidays": ("holidays/generate_ics.py", "holidays/ical.py"),
    "icalendar": (
        *_names("icalendar/cli.py icalendar/tests/** icalendar/timezone/equivalent_timezone_ids.py"),
        "icalendar/timezone/pytz.py",
    ),
    # The command line stays at home, and with it what only the command line needs.
    "partner-calc": ("calc/cli.py", "calc/layout.py", "calc/batch.py", "calc/locales/**/*.po*"),
    "pydantic": ("pydantic/mypy.py", "pydantic/v1/**"),
    "python-dateutil": ("dateutil/zoneinfo/*.tar.gz", "dateutil/zoneinfo/rebuild.py"),
    "stdlib": (
        # Processes, sockets, servers, mailboxes and terminals: a browser has none of them.
        # The package `email` stays: it makes the drafts.
        *_names("_pyrepl/** cmd.py concurrent/futures/process.py fileinput.py ftplib.py getpass.py http/**"),
        *_names("asyncio/proactor_events.py asyncio/windows_*.py imaplib.py logging/config.py mailbox.py"),
        *_names("logging/handlers.py multiprocessing/** netrc.py optparse.py poplib.py pty.py smtplib.py"),
        *_names("pyodide/_nodesock_transport.py pyodide/console.py pyodide/http/** socketserver.py tty.py"),
        *_names("urllib/re*.py urllib/robotparser.py webbrowser.py wsgiref/**"),
        # Debugging, testing, profiling and documentation.
        *_names("asyncio/__main__.py asyncio/tools.py bdb.py cProfile.py code.py compileall.py doctest.py"),
        *_names("modulefinder.py pdb.py pickletools.py profile.py pstats.py py_compile.py pyclbr.py"),
        *_names("pydoc.py rlcompleter.py symtable.py tabnanny.py timeit.py trace.py unittest/** zipapp.py"),
        # Formats that are not read here, and code pages other than Unicode (archives need cp437).
        *_names("_markupbase.py configparser.py html/** plistlib.py sqlite3/** wave.py xml/** xmlrpc/**"),
        *_names("encodings/big5*.py encodings/cp[!4]*.py encodings/cp424.py encodings/euc*.py"),
        *_names("encodings/gb*.py encodings/h[pz]*.py encodings/iso*.py encodings/johab.py encodings/k*.py"),
        *_names("encodings/mac*.py encodings/palmos.py encodings/ptcp*.py encodings/shift*.py"),
        *_names("encodings/tis*.py"),
        # Twins in Python of what is compiled into the interpreter.
        *_names("_pydatetime.py _pyio.py"),
        # Playthings, and what else is large.
        *_names("antigravity.py argparse.py ctypes/** difflib.py statistics.py this.py"),
    ),
}

# Names of languages, countries, zones, units and currencies, and styles in which nothing here is written.
UNUSED_DATA = frozenset(
    (
        *_names("compact_currency_formats compact_decimal_formats compound_unit_patterns currency_names"),
        *_names("currency_names_plural currency_unit_patterns date_fields datetime_skeletons"),
        *_names("day_period_rules interval_formats language_aliases languages meta_zones ordinal_form"),
        *_names("scientific_formats scripts script_aliases territories territory_aliases"),
        *_names("territory_currencies territory_languages territory_zones time_zones unit_display_names"),
        *_names("unit_patterns variant_aliases variants windows_zone_mapping zone_aliases zone_territories"),
    )
)


def kept(package: str, path: str) -> bool:
    """Whether a file of a package is sent to the browser. Its metadata, with the licence, always is."""
    if ".dist-info/" in path:
        return not path.endswith("/RECORD")
    if package in KEEP and not _matches(path, KEEP[package]):
        return False
    return not _matches(path, DROP.get(package, ()))


def without_imports_of(dropped: set[str], source: str) -> str:
    """The source of a package's `__init__.py` without its imports of modules that were dropped."""
    tree = ast.parse(source)
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.ImportFrom) and f"{(node.module or '').replace('.', '/')}.py" in dropped)
    ]
    return ast.unparse(tree)


def without_unused_data(pickled: bytes) -> bytes:
    """Babel's data of a locale, or of the world, without what no answer says."""
    data = pickle.loads(pickled)  # noqa: S301  # a package whose hash is pinned
    return pickle.dumps({key: {} if key in UNUSED_DATA else value for key, value in data.items()}, protocol=4)


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    return any(PurePosixPath(path).full_match(pattern) for pattern in patterns)
