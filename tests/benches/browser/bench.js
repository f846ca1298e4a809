// One run of one contender over the chosen file; workers are started before the clock.

const compiled = fetch("/toolsync-web_bg.wasm").then((answer) => WebAssembly.compileStreaming(answer));

const heard = (worker, wanted) =>
  new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => wanted(data, resolve, reject);
  });

// The protocol of web/src/worker/messages.rs, as the Check page speaks it.
async function toolsync(file) {
  const worker = new Worker("/worker.js", { type: "module" });
  worker.postMessage(await compiled);
  // Nothing is said when the module is there; the first check of a small file tells.
  const check = (blob) => {
    let reports = 0;
    const ended = heard(worker, ([report], resolve, reject) => {
      if (report.Progress) reports += 1;
      else if (report.Checked) resolve({ verdict: report.Checked[1].verdict, reports });
      else reject(new Error(JSON.stringify(report)));
    });
    worker.postMessage([{ Check: { options: {}, follows: false, place: 0, is_open: true, goes_on: false } }, blob, undefined]);
    return ended;
  };
  await check(new Blob(["username;firstname;lastname;email\na;b;c;d@example.org\n"]));
  return {
    worker,
    run: async () => {
      const { verdict, reports } = await check(file);
      // By the name of the code, which is a Map or an object.
      const counts = verdict.counts instanceof Map ? [...verdict.counts.values()] : Object.values(verdict.counts);
      return { rows: verdict.rows, findings: counts.reduce((sum, count) => sum + count, 0), reports };
    },
  };
}

async function papaparse(file, mode, duplicates) {
  const worker = new Worker("/papa-worker.js");
  await heard(worker, (_, resolve) => resolve());
  return {
    worker,
    run: () => {
      const ended = heard(worker, (result, resolve) => resolve({ ...result, reports: 0 }));
      worker.postMessage({ file, mode, duplicates });
      return ended;
    },
  };
}

// Watches the page while a promise is awaited.
async function longestGap(work) {
  let last = performance.now();
  let gap = 0;
  let watching = true;
  const look = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
    if (watching) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  const result = await work();
  watching = false;
  return { result, gap };
}

async function measure(contender) {
  const file = document.querySelector("#file").files[0];
  const mode = contender.includes("step") ? "step" : "chunk";
  const side =
    contender === "toolsync"
      ? await toolsync(file)
      : await papaparse(file, mode, contender.includes("duplicates"));
  const started = performance.now();
  const { result, gap } = await longestGap(side.run);
  const ms = performance.now() - started;
  side.worker.terminate();
  return { ms, gap, rows: result.rows, findings: result.findings, reports: result.reports };
}
