"""Builds what the browser needs to run the calculators: `python runtime/build.py --out build/runtime`.

The result is one folder, named by the hash of everything that went into it, and beside it a
`manifest.json` that names the folder and lists its files. Nothing is built when nothing has changed.

Pyodide comes from npm, the packages from the pinned wheels of `requirements/browser.txt`. What is
Python is trimmed (`trim.py`) and compiled (`compile.mjs`): compiling at every start is most of
what a reader would wait for.
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
from pathlib import Path

from trim import kept, without_imports_of

ROOT = Path(__file__).parents[1]
REQUIREMENTS = ROOT / "requirements" / "browser.txt"
PYODIDE = ROOT / "node_modules" / "pyodide"
STANDARD_LIBRARY = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
UNCHANGED = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")


def main() -> None:
    parser = argparse.ArgumentParser(description="Build what the browser needs to run the calculators.")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "runtime")
    out: Path = parser.parse_args().out.resolve()
    manifest = out / "manifest.json"

    stage = out / "stage"

    folder = inputs_hash()
    if manifest.is_file():
        previous = json.loads(manifest.read_text())["folder"]
        if previous == folder:
            print(f"The browser runtime is up to date: {folder}")
            return
        manifest.unlink()
        shutil.rmtree(out / previous)
    for unfinished in (out / folder, stage):
        shutil.rmtree(unfinished, ignore_errors=True)

    build(out / folder, stage)
    shutil.rmtree(stage)
    description = describe(out / folder)
    manifest.write_text(json.dumps(description, indent=2) + "\n")
    print(f"Built the browser runtime: {folder}, {description['bytes']:,} bytes")


def inputs_hash() -> str:
    """Tells apart any two runtimes that could differ."""
    files = [
        *(PYODIDE / name for name in (*UNCHANGED, STANDARD_LIBRARY, LOCK)),
        *(ROOT / name for name in ("pyproject.toml", "LICENSE", "requirements/dev.txt")),
        REQUIREMENTS,
        *Path(__file__).parent.glob("*.*"),
        *(path for path in (ROOT / "src" / "calc").rglob("*") if path.is_file() and path.suffix != ".pyc"),
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(ROOT)}\0{sha256(path)}\n".encode())
    return digest.hexdigest()[:12]


def build(target: Path, stage: Path) -> None:
    """Fills the folder that is published."""
    target.mkdir(parents=True)
    info = json.loads((PYODIDE / LOCK).read_text())["info"]
    platform = f"pyemscripten_{info['abi_version']}_{info['arch']}"
    wheels = [*third_party_wheels(info["python"], platform), own_wheel(stage)]
    names = {package_name(wheel) for wheel in wheels}
    for wheel in wheels:
        unpack(wheel, stage / wheel.stem, package_name(wheel), names)
    unpack(PYODIDE / STANDARD_LIBRARY, stage / "stdlib", "stdlib", names)
    run("node", ROOT / "runtime" / "compile.mjs", stage)

    packed = []
    for wheel in wheels:
        # The lock file's writer knows this platform only by the name it had before it was standardised.
        packed.append(target / wheel.name.replace(platform, f"{info['platform']}_{info['arch']}"))
        pack(stage / wheel.stem, packed[-1])
    pack(stage / "stdlib", target / STANDARD_LIBRARY)
    for name in UNCHANGED:
        shutil.copyfile(PYODIDE / name, target / name)

    (stage / LOCK).write_text(json.dumps({"info": info, "packages": {}}))
    run(
        Path(sys.executable).with_name("pyodide"),
        "lockfile",
        "add-wheels",
        *("--input", stage / LOCK, "--output", target / LOCK),
        *packed,
    )


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
    """Writes an archive that depends on nothing but its content."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".py":
                entry = zipfile.ZipInfo(str(path.relative_to(folder)))
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, path.read_bytes())


def describe(folder: Path) -> dict[str, object]:
    """What the pages and the service worker need to know of the runtime."""
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    return {
        "folder": folder.name,
        "bytes": sum(sizes.values()),
        # Modules come by `import`, which cannot be watched on its way.
        "progress_bytes": sum(size for name, size in sizes.items() if not name.endswith(".mjs")),
        "files": {name: {"bytes": size, "sha256": sha256(folder / name)} for name, size in sizes.items()},
    }


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(*command: str | Path) -> None:
    """Runs a tool quietly; what it said is shown when it fails."""
    # Archives carry no build time, so that the same inputs give the same bytes.
    environment = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}
    result = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(map(str, command[:4]))} … failed:\n{result.stdout}{result.stderr}")


if __name__ == "__main__":
    main()
