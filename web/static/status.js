// What goes on in the archive, watched: a run that begins is shown, and what it has changed when it ends.

const INTERVALS = { going: 2000, idle: 10_000 }; // milliseconds

async function watch(run) {
  const goes = run.dataset.goesOn !== undefined;
  try {
    const text = await (await fetch(location.href)).text();
    const now = new DOMParser().parseFromString(text, "text/html").getElementById("run");
    const ended = goes && now && now.dataset.goesOn === undefined;
    if (ended) return location.reload(); // all counts of the page are others now
    if (now) {
      run.replaceWith(document.adoptNode(now));
      run = now;
    }
  } catch { /* the service may be starting anew */ }
  watchAgain(run);
}

function watchAgain(run) {
  setTimeout(watch, run.dataset.goesOn === undefined ? INTERVALS.idle : INTERVALS.going, run);
}

const run = document.getElementById("run");

if (run) watchAgain(run);
