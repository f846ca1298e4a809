// Starts the page. (In the development loop, Trunk writes its own start instead.)
import init from "/toolsync-web.js";

init({ module_or_path: "/toolsync-web_bg.wasm" });
