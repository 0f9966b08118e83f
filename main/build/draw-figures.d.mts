/** Builds the drawing page into a folder of its own and answers that folder. */
export function buildDrawingPage(place: string): Promise<string>;
/** Serves a folder on the loopback interface under the app's own policy. */
export function serveFolder(place: string): Promise<{ readonly address: string; close(): void }>;
