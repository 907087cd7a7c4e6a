// Dotted words open the source's own words above the page. Where no popover can, the link leads to them.

const LINK = 'a:is(.fact, [href^="#at-"])';

/** The box that was open when the pointer went down: the browser closes it before the click. @type {Element | null} */
let closed = null;

addEventListener(
  "pointerdown",
  ({ target }) => {
    const box = boxAt(target);
    closed = box?.matches(":popover-open") ? box : null;
  },
  true,
);

addEventListener("click", (event) => {
  const box = boxAt(event.target);
  if (!box?.togglePopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (box === closed) box.hidePopover();
  else box.togglePopover({ source: linkAt(event.target) ?? undefined });
  closed = null;
});

/** @param {EventTarget | null} target */
function linkAt(target) {
  const link = target instanceof Element ? target.closest(LINK) : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLElement | null} what the link there opens, or closes
 */
function boxAt(target) {
  const link = linkAt(target);
  return link && (link.closest("partner-evidence") ?? document.getElementById(link.hash.slice(1)));
}
