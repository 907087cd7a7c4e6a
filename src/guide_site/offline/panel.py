"""The panel that saves the site on the reader's device."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from calc.language import msgid
from calc.words import Words
from guide_site.core.html import h
from guide_site.core.languages import FOLDERS, language_of
from guide_site.core.parts import button
from guide_site.offline.contents import ALWAYS

_TROUBLES = {
    "unsupported": msgid(
        "This browser cannot save the site. Private windows often cannot: try an ordinary window, or another "
        "browser."
    ),
    "network": msgid("The connection broke off. What has arrived is kept. Connect, then try again."),
    "full": msgid(
        "The browser has no room left for this site. What has arrived is kept. Choose fewer languages or "
        "make room on the device, then try again."
    ),
    "changed": msgid(
        "Some files were not as they should be; a new version may just be coming out. Nothing that was saved "
        "has changed. Wait a few minutes, then try again."
    ),
    "stopped": msgid("The browser stopped saving. What has arrived is kept. Try again."),
    "removed": msgid("What was saved has been removed, so saving has stopped."),
}

OTHERS = msgid(
    "This site is open in other tabs or windows. Finish there what you are doing, close them, then press the "
    "button again. Until then all of them stay in the version that they are in."
)
NEW = msgid("A new version is ready.")
TAKE_OVER = msgid("Use the new version")


def gap(group: str) -> str:
    """Where the finishing step writes how large `group` is: what it says, and in how many bytes."""
    return f"[[{group}]]"


def gap_bytes(*groups: str) -> str:
    """Where the finishing step writes the bytes of `groups`, as a number for the script."""
    return f"[[bytes:{'+'.join(groups)}]]"


def offline_panel(language: str, words: Words) -> Element:
    """The panel on a page of the language folder `language`. The finishing step fills its gaps."""
    text = words.text
    return h(
        "partner-offline",
        {
            "locale": words.locale,
            "data-always": gap_bytes(*ALWAYS),
            "data-nothing": text("Nothing is saved on this device yet."),
            "data-saved": text("Saved on this device: {languages}. Size: {size}."),
            "data-together": text(
                "Together: {size} on this device. The download is smaller where it comes compressed."
            ),
            "data-progress": text("{loaded} of {total}"),
            "data-little": text(
                "There is no room for it: it needs {needed}, and the browser has {free} left for this "
                "site. Choose fewer languages or make room on the device, then try again."
            ),
        },
        h(
            "noscript",
            None,
            h(
                "p",
                None,
                text("Saving needs scripts, and this browser runs none. Print what you need."),
            ),
        ),
        h(
            "div",
            {"class": "panel offline-panel", "hidden": True},
            h("p", {"class": "offline-state", "role": "status"}),
            _choice(language, words),
            h("p", {"class": "offline-together"}),
            h(
                "div",
                {"class": "order-buttons"},
                h(
                    "button",
                    {"type": "button", "class": "md-button md-button--primary", "data-do": "save"},
                    text("Save on this device"),
                ),
                button(words, "Install as an app", "install", hidden=True),
                button(words, "Remove what is saved", "remove", hidden=True),
            ),
            h(
                "p",
                {"class": "offline-progress", "hidden": True},
                h("progress", {"aria-label": text("Progress of saving")}),
                " ",
                h("span", {"class": "offline-far"}),
            ),
            h(
                "p",
                {"class": "offline-new", "hidden": True},
                text(NEW),
                " ",
                button(words, TAKE_OVER, "take-over"),
            ),
            _troubles(words),
        ),
    )


def _choice(language: str, words: Words) -> Element:
    text = words.text
    return h(
        "fieldset",
        {"class": "offline-choice"},
        h("legend", None, text("Pages and search in")),
        *(
            h(
                "label",
                None,
                h(
                    "input",
                    {
                        "type": "checkbox",
                        "value": code,
                        "checked": code == language,
                        "data-bytes": gap_bytes(code),
                    },
                ),
                " ",
                h("span", {"lang": language_of(code).locale}, language_of(code).name),
                " ",
                h("span", {"class": "offline-size"}, gap(code)),
            )
            for code in FOLDERS
        ),
        h(
            "p",
            None,
            text("Always saved with them: the calculators with their Python, {size}.").format(
                size=gap("+".join(ALWAYS))
            ),
        ),
    )


def _troubles(words: Words) -> Element:
    return h(
        "div",
        {"class": "order-troubles", "role": "alert"},
        *(
            h("p", {"data-trouble": code, "hidden": True}, words.text(sentence))
            for code, sentence in (*_TROUBLES.items(), ("others", OTHERS))
        ),
        h("p", {"data-trouble": "little", "hidden": True}),
    )
