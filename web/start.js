// Starts the page. (In the development loop, Trunk writes its own start instead.)
import init from "/toolsync-web.js";

init();
