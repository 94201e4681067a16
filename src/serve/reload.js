// Shows the page anew when the content has been read once more. `insyn serve` alone sends this: no site that is built has it.
// The page keeps its place: its body changes places with the new one. Where more than the text may have changed (another theme,
// pictures, an error in place of the site) the page is loaded as a whole. The server is asked and answers when there is
// something new; when it has been ended the script asks again now and then, so that a page which is left open comes back
// with it.

const own = document.currentScript;
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

const next = async (reading) => {
  const address = new URL(`nasta?efter=${encodeURIComponent(reading)}`, own.src);
  for (;;) {
    const answer = await fetch(address, { cache: 'no-store' }).catch(() => undefined);
    if (answer?.status === 200) return;
    // 204: nothing new within a minute.
    if (answer?.status !== 204) await pause(1000);
  }
};

// The reading that the page is of now; nothing where it must be loaded as a whole.
const changed = async () => {
  const answer = await fetch(location.href, { cache: 'no-store' });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const its = fresh.querySelector('head > script[data-lasning]');
  const whole = 'img, object, iframe, body script';
  if (answer.redirected || its?.dataset.tema !== own.dataset.tema || fresh.querySelector(whole)) return undefined;
  document.title = fresh.title;
  document.body.replaceWith(document.adoptNode(fresh.body));
  return its.dataset.lasning;
};

const follow = async () => {
  let reading = own.dataset.lasning;
  while (reading !== undefined) {
    await next(reading);
    reading = await changed().catch(() => undefined);
  }
  location.reload();
};

follow();
