/** What a window may do, as headers. Every answer of every host carries them; the page itself has no say in it. */

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:", // a picture from a dossier has no address of its own: the page makes one, of bytes it was given
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const refusedFeatures = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'clipboard-read',
  'payment',
  'usb',
  'serial',
  'hid',
  'bluetooth',
  'midi',
];

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};
