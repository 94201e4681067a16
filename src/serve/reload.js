// Loads the page anew when the content has been read once more. `insyn serve` alone sends this: no site that is built has it.
// A page keeps its place when it is loaded anew. The server is asked and answers when there is something new; when it has
// been ended the script asks again now and then, so that a page which is left open comes back with it.

const { src, dataset } = document.currentScript;
const next = new URL(`nasta?efter=${encodeURIComponent(dataset.lasning)}`, src);
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

const wait = async () => {
  for (;;) {
    const answer = await fetch(next, { cache: 'no-store' }).catch(() => undefined);
    if (answer?.status === 200) break;
    // 204: nothing new within a minute.
    if (answer?.status !== 204) await pause(1000);
  }
  location.reload();
};

wait();
