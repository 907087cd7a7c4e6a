// The way past the search by the keyboard: WebKit would begin again at the top of the page.

// The theme answers the Tab key by taking the focus off the field; WebKit forgets then where it was.
addEventListener("keydown", leave, { capture: true });

/** @param {KeyboardEvent} event */
function leave(event) {
  const { key, target } = event;
  if (key !== "Tab" || !(target instanceof Element) || !target.matches(".md-search__input")) return;
  event.stopImmediatePropagation();
  const toggle = document.getElementById("__search");
  if (toggle instanceof HTMLInputElement && toggle.checked) toggle.click();
}
