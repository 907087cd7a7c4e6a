"""Builds what the browser needs to run the calculators: `python -m runtime.build --out build/runtime`.

The result is one folder, named by the hash of everything that went into it, and beside it a
`manifest.json` that names the folder and lists its files. Nothing is built when nothing has changed.

Pyodide comes from npm, the packages from the pinned wheels of `requirements/browser.txt`. What is
Python is trimmed (`trim.py`) and compiled (`compile.mjs`), for the ordinary start. Then Python is started
and warmed up (`warm_up.py`), and its memory is saved (`snapshot.mjs`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import deflate

from runtime.trim import kept, without_imports_of, without_unused_data
from runtime.warm_up import CASES, requests

HERE = Path(__file__).parent
ROOT = HERE.parent
REQUIREMENTS = ROOT / "requirements" / "browser.txt"
PYODIDE = ROOT / "node_modules" / "pyodide"
STANDARD_LIBRARY = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
SITE_PACKAGES = "/lib/python3.14/site-packages"

UNCHANGED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
CORE = "pydantic_core.wasm"
PACKAGES = "packages.bin"
SNAPSHOT = "snapshot.bin"
COMMON = (*UNCHANGED, CORE)
# The files that each start needs beyond the common ones.
STARTS = {"snapshot": SNAPSHOT, "ordinary": PACKAGES}


def main() -> None:
    parser = argparse.ArgumentParser(description="Build what the browser needs to run the calculators.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "runtime")
    out: Path = parser.parse_args().out.resolve()
    manifest, stage = out / "manifest.json", out / "stage"
    folder = inputs_hash()
    if manifest.is_file() and json.loads(manifest.read_text())["folder"] == folder:
        print(f"The browser runtime is up to date: {folder}")
        return
    manifest.unlink(missing_ok=True)
    for previous in (*out.glob("[0-9a-f]" * 12), stage):
        shutil.rmtree(previous, ignore_errors=True)

    core = build(out / folder, stage)
    shutil.rmtree(stage)
    description = describe(out / folder, core)
    manifest.write_text(json.dumps(description, indent=2) + "\n")
    print(f"Built the browser runtime: {folder}, {description['bytes']:,} bytes")


def inputs_hash() -> str:
    """Tells apart any two runtimes that could differ."""
    files = [
        *(PYODIDE / name for name in (*UNCHANGED, STANDARD_LIBRARY, LOCK)),
        *(ROOT / name for name in ("pyproject.toml", "LICENSE", "requirements/dev.txt")),
        REQUIREMENTS,
        *(path for kind in ("*.py", "*.mjs", "inside/*.py") for path in HERE.glob(kind)),
        *(HERE / "page" / name for name in ("python.mjs", "snapshot.mjs")),
        *CASES.glob("*.json"),
        *(path for path in (ROOT / "src" / "calc").rglob("*") if path.is_file() and path.suffix != ".pyc"),
    ]
    # Python's memory also holds a few bytes that depend on how Node runs it.
    digest = hashlib.sha256(subprocess.run(("node", "--version"), check=True, capture_output=True).stdout)
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0{sha256(path).hex()}\n".encode())
    return digest.hexdigest()[:12]


def build(target: Path, stage: Path) -> str:
    """Fills the folder that is published. Returns where Python looks for pydantic's compiled core."""
    target.mkdir(parents=True)
    info = json.loads((PYODIDE / LOCK).read_text())["info"]
    platform = f"pyemscripten_{info['abi_version']}_{info['arch']}"
    wheels = [*third_party_wheels(info["python"], platform), own_wheel(stage)]
    names = {package_name(wheel) for wheel in wheels}
    sources, site_packages = stage / "sources", stage / "site-packages"
    for wheel in wheels:
        unpack(wheel, sources / wheel.stem, package_name(wheel), names)
    unpack(PYODIDE / STANDARD_LIBRARY, sources / "stdlib", "stdlib", names)
    run("node", ROOT / "runtime" / "compile.mjs", sources)
    for path in sources.rglob("*.py"):
        path.unlink()

    for name in UNCHANGED:
        shutil.copyfile(PYODIDE / name, target / name)
    core = take_core(sources, target / CORE)
    pack(sources / "stdlib", stage / STANDARD_LIBRARY)
    packed = []
    for wheel in wheels:
        # The lock file's writer knows this platform only by the name it had before it was standardised.
        packed.append(stage / wheel.name.replace(platform, f"{info['platform']}_{info['arch']}"))
        pack(sources / wheel.stem, packed[-1])
        shutil.copytree(sources / wheel.stem, site_packages, dirs_exist_ok=True)
    (stage / "no-packages.json").write_text(json.dumps({"info": info, "packages": {}}))
    run(
        Path(sys.executable).with_name("pyodide"),
        "lockfile",
        "add-wheels",
        *("--input", stage / "no-packages.json", "--output", stage / LOCK),
        *packed,
    )
    bundle = {path.name: path.read_bytes() for path in (stage / STANDARD_LIBRARY, *packed, stage / LOCK)}
    (target / PACKAGES).write_bytes(compressed(bundled(bundle)))

    (stage / "snapshot.json").write_text(
        json.dumps({"stamp": target.name, "core": core, "requests": requests()}, default=str)
    )
    run("node", ROOT / "runtime" / "take-snapshot.mjs", stage, site_packages, target)
    pack(stage / "nothing", stage / "nothing.zip")
    bundle = {
        "memory": (stage / "memory").read_bytes(),
        STANDARD_LIBRARY: (stage / "nothing.zip").read_bytes(),
        LOCK: (stage / "no-packages.json").read_bytes(),
    }
    (target / SNAPSHOT).write_bytes(compressed(bundled(bundle)))
    return core


def take_core(sources: Path, target: Path) -> str:
    """Moves pydantic's compiled core to where it is published, and returns where Python looks for it.

    Nothing but its name is left there: it is loaded before Python starts.
    """
    (core,) = sources.rglob("*.so")
    shutil.move(core, target)
    core.touch()
    return f"{SITE_PACKAGES}/{PurePosixPath(*core.relative_to(sources).parts[1:])}"


def third_party_wheels(python: str, platform: str) -> list[Path]:
    """The pinned wheels for Pyodide's Python, downloaded once and checked by hash."""
    store = ROOT / "build" / "wheels"
    downloaded = store / REQUIREMENTS.name
    if not (downloaded.is_file() and downloaded.read_bytes() == REQUIREMENTS.read_bytes()):
        shutil.rmtree(store, ignore_errors=True)
        run(
            *(sys.executable, "-m", "pip", "download", "--require-hashes", "--requirement", REQUIREMENTS),
            *("--no-deps", "--only-binary=:all:", "--implementation=cp", "--dest", store),
            *(f"--python-version={python}", f"--platform={platform}"),
        )
        shutil.copyfile(REQUIREMENTS, downloaded)
    return sorted(store.glob("*.whl"))


def own_wheel(stage: Path) -> Path:
    """The wheel of this project, built from the working tree without the network."""
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", stage)
    (wheel,) = stage.glob("*.whl")
    return wheel


def package_name(wheel: Path) -> str:
    return normalized(wheel.name.partition("-")[0])


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def unpack(archive: Path, folder: Path, package: str, available: set[str]) -> None:
    """Unpacks what the browser needs of one archive, ready to be compiled."""
    with zipfile.ZipFile(archive) as source:
        names = [name for name in source.namelist() if not name.endswith("/")]
        dropped = {name for name in names if not kept(package, name)}
        for name in names:
            if name in dropped:
                continue
            content = source.read(name)
            if name.endswith(".dist-info/METADATA"):
                content = metadata(content.decode(), available).encode()
            elif name.startswith("babel/") and name.endswith(".dat"):
                content = without_unused_data(content)
            elif name.endswith("/__init__.py"):
                content = without_imports_of(dropped, content.decode()).encode()
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def metadata(text: str, available: set[str]) -> str:
    """A wheel's metadata without the description and what is required outside the browser only."""
    required = re.compile(r"Requires-Dist: ([\w.-]+)")
    fields = text.partition("\n\n")[0].splitlines()
    return "\n".join(
        field for field in fields if not (match := required.match(field)) or normalized(match[1]) in available
    )


def pack(folder: Path, archive: Path) -> None:
    """Writes an archive that depends on nothing but its content. What holds it will be compressed."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                target.writestr(zipfile.ZipInfo(str(path.relative_to(folder))), path.read_bytes())


def bundled(files: dict[str, bytes]) -> bytes:
    """One file of several: the length of its table of contents, as 32 bits; names and lengths; the files."""
    contents = json.dumps({name: len(content) for name, content in files.items()}).encode()
    return b"".join((len(contents).to_bytes(4, "little"), contents, *files.values()))


def compressed(content: bytes) -> bytes:
    """As small as gzip gets. No server is to compress it again."""
    return bytes(deflate.gzip_compress(content, 12))


def describe(folder: Path, core: str) -> dict[str, object]:
    """What the pages and the service worker need to know of the runtime."""
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    return {
        "folder": folder.name,
        "core": core,
        "bytes": sum(sizes.values()),
        "starts": {name: [*COMMON, extra] for name, extra in STARTS.items()},
        "files": {
            name: {"bytes": size, "sha256": sha256(folder / name).hex()} for name, size in sizes.items()
        },
    }


def sha256(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def run(*command: str | Path) -> None:
    """Runs a tool quietly; what it said is shown when it fails."""
    # Archives carry no build time, so that the same inputs give the same bytes.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    # Tools are to find their own modules, and no namesakes of ours.
    environment.pop("PYTHONPATH", None)
    result = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    if result.returncode:
        # Node shows the line that failed, which may be a megabyte of somebody's minified script.
        said = (line[:500] for line in f"{result.stdout}{result.stderr}".splitlines())
        sys.exit("\n".join((f"{' '.join(map(str, command[:4]))} … failed:", *said)))


if __name__ == "__main__":
    main()
