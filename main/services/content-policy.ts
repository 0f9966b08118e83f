/** The response headers that both hosts send: what a page, and what a library file, may do. */

/**
 * Style attributes are allowed because bold and italic arrive in them when text is pasted;
 * `wasm-unsafe-eval` is for the canvas, which subsets its fonts in WebAssembly.
 */
export const appPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "font-src 'self'",
  // The preview of the site, and nothing else: no other address of ours lets itself be framed.
  "frame-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** An SVG opened by its own address is a document: this one runs nothing and fetches nothing. */
export const svgPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

const common: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  'Cache-Control': 'no-store',
};

export const appHeaders: Readonly<Record<string, string>> = {
  ...common,
  'Content-Security-Policy': appPolicy,
};

/** Headers for a file of the library: never a page of the app's own origin with the app's rights. */
export const libraryFileHeaders: Readonly<Record<string, string>> = {
  ...common,
  'Content-Security-Policy': svgPolicy,
};

/**
 * A page of the site, shown in a frame of the app. It runs nothing and sends nothing. It keeps the
 * app's origin, since a frame without one could load neither its fonts nor its pictures.
 */
export const previewHeaders: Readonly<Record<string, string>> = {
  ...common,
  'X-Frame-Options': 'SAMEORIGIN',
  'Content-Security-Policy':
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
    "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; " +
    'sandbox allow-same-origin',
};
