// Finds Chromium and starts it, with a profile of its own and nothing running that would speak to the network.

import { accessSync, constants } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

/** Starts Chromium without a window. It takes a new temporary profile each time. */
export function startBrowser() {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** `$CHROMIUM`, or the first of the usual places that holds one. */
function chromiumPath() {
  const found = [process.env.CHROMIUM, ...PLACES].filter(Boolean).find(isExecutable);
  if (!found) throw new Error(`no Chromium: set CHROMIUM, or install it at one of ${PLACES.join(', ')}`);
  return found;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
