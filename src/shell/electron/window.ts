import { BrowserWindow, type Session, session } from 'electron';
import type { Pages } from '../pages.ts';
import { securityHeaders } from '../policy.ts';

/** Every security switch of the window, in one file. */

/** The scheme of our own pages; registered before Electron is ready. */
export const scheme = {
  scheme: 'baken',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
} as const;
export const ownOrigin = `${scheme.scheme}://app`;

/**
 * A session that lives in memory only: no cache, cookie, form text or spelling dictionary reaches the disk. It serves our pages
 * from their fixed list and lets nothing else out or in.
 */
export const ownSession = (pages: Pages): Session => {
  const own = session.fromPartition('baken', { cache: false });
  own.protocol.handle(scheme.scheme, (request) => {
    const { host, pathname } = new URL(request.url);
    const page = host === 'app' && request.method === 'GET' ? pages.get(pathname) : undefined;
    if (page === undefined) return new Response(null, { status: 404, headers: securityHeaders });
    return new Response(new Uint8Array(page.bytes), { headers: { ...securityHeaders, 'content-type': page.type } });
  });
  own.webRequest.onBeforeRequest(({ url }, answer) => {
    const ours = url.startsWith(`${ownOrigin}/`) || url.startsWith(`blob:${ownOrigin}/`);
    answer({ cancel: !ours });
  });
  // Only what a press on "copy" needs: to put text there. Reading what is there stays refused.
  const mayCopy = (permission: string): boolean => permission === 'clipboard-sanitized-write';
  own.setPermissionRequestHandler((_contents, permission, answer) => answer(mayCopy(permission)));
  own.setPermissionCheckHandler((_contents, permission) => mayCopy(permission));
  own.setDevicePermissionHandler(() => false);
  own.setSpellCheckerEnabled(false); // it would fetch dictionaries and keep a list of words
  own.on('will-download', (event) => event.preventDefault()); // letters are written by the host, to the place chosen
  return own;
};

export const openWindow = (own: Session, preload: string): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    minWidth: 320,
    minHeight: 400,
    show: false,
    title: 'Baken',
    webPreferences: {
      session: own,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  });
  window.setContentProtection(true); // keeps answers out of screenshots and shared screens where the system can
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // after a lock the page begins anew; it may go nowhere else
  const stay = (event: { readonly url: string; readonly preventDefault: () => void }): void => {
    if (event.url !== `${ownOrigin}/`) event.preventDefault();
  };
  webContents.on('will-navigate', stay);
  webContents.on('will-frame-navigate', stay);
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  window.once('ready-to-show', () => window.show());
  return window;
};
