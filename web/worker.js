// The worker in which files are checked: the page's own compiled module, started a second time.
// The first message is that module. It is instantiated at once, so that the program listens before the next message comes.
import { initSync } from "/toolsync-web.js";

addEventListener("message", (event) => initSync({ module: event.data }), { once: true });
