// Material starts its search from an address in the page's settings. Without a server, only a blob's will do.

import searchWorker from "./search-worker.txt";

const settings = document.getElementById("__config");
const search = URL.createObjectURL(new Blob([searchWorker], { type: "text/javascript" }));
if (settings) settings.textContent = JSON.stringify({ ...JSON.parse(settings.textContent), search });
