// Hands a file to the browser to be saved.

/** @param {File} file */
export function download(file) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: file.name });
  link.click();
  // The browser has taken what it needs by the time that it turns to other work.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
