"""Tell which translated sections are missing, stale or extra, and sign those that were mended."""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from guide_site.core.languages import ENGLISH, OTHERS
from guide_site.languages.sections import DOCS, english_pages, fingerprint, parse, read, stale


def report() -> Iterator[str]:
    """One line for each thing that is out of step, with the words that changed where a section is stale."""
    for language in OTHERS:
        have = {path.relative_to(DOCS / language).as_posix() for path in (DOCS / language).rglob("*.md")}
        for path in sorted(have - set(english_pages())):
            yield f"{language}/{path}: extra page"
        for path in english_pages():
            if path not in have:
                yield f"{language}/{path}: missing page"
            else:
                yield from _page(language, path)


def _page(language: str, path: str) -> Iterator[str]:
    english, translation = read(ENGLISH, path), read(language, path)
    where = f"{language}/{path}"
    for name in english.sections.keys() - translation.sections.keys():
        yield f"{where}#{name}: missing section"
    for name in translation.sections.keys() - english.sections.keys():
        yield f"{where}#{name}: extra section"
    for name in stale(english, translation):
        before = _as_signed(path, name, translation.translates.get(name))
        yield f"{where}#{name}: stale section\n{_changed(before, english.sections[name])}"


def _as_signed(path: str, name: str, signed: str | None) -> str | None:
    """The English section as it was when the translation was signed, found in the history."""
    file = (DOCS / ENGLISH / path).as_posix()
    if signed is None:
        return None
    for commit in _git("log", "--format=%H", "--", file).split():
        section = parse(_git("show", f"{commit}:{file}")).sections.get(name)
        if section is not None and fingerprint(section) == signed:
            return section
    return None


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=False, capture_output=True, text=True).stdout  # noqa: S603, S607  # fixed arguments, git from the path


def _changed(before: str | None, after: str) -> str:
    """The words that changed: [-gone-] and {+new+}, with a few words around each."""
    if before is None:
        return "    not signed, or signed for a text that the history does not hold"
    old, new = before.split(), after.split()
    told: list[str] = []
    for kind, start, end, from_, to in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, come = " ".join(old[start:end]), " ".join(new[from_:to])
        parts = [" ".join(new[max(0, from_ - 4) : from_]), gone and f"[-{gone}-]", come and f"{{+{come}+}}"]
        told.append("    … " + " ".join(part for part in parts if part) + " …")
    return "\n".join(told)


def sign(language: str, path: str, names: list[str]) -> None:
    """Record the fingerprints of the English that a page, or some of its sections, translates today."""
    file = DOCS / language / path
    english, translation = read(ENGLISH, path), read(language, path)
    recorded = translation.translates
    signed = {
        name: fingerprint(section) if not names or name in names else recorded.get(name, "")
        for name, section in english.sections.items()
        if name in translation.sections
    }
    block = "translates:\n" + "".join(f'  {name}: "{print_}"\n' for name, print_ in signed.items())
    text = re.sub(r"^translates:\n(?:  .*\n)*", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    front, closing, body = text.removeprefix("---\n").partition("\n---\n")
    file.write_text(f"---\n{front.rstrip()}\n{block.rstrip()}{closing}{body}", encoding="utf-8")


def main() -> None:
    """Report, with exit status 1 if anything is out of step; or sign what the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sign", metavar="FILE", type=Path, help="a translated page, such as docs/sv/index.md"
    )
    parser.add_argument("sections", nargs="*", help="sections to sign; all of the page if none is named")
    options = parser.parse_args()
    if options.sign:
        language, _, path = options.sign.as_posix().removeprefix("docs/").partition("/")
        sign(language, path, options.sections)
        return
    lines = list(report())
    print(*lines, sep="\n") if lines else print("All translations are in step.")
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
