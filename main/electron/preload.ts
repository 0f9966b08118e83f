/** Runs in the page's process before the page, with the sandbox on. */
import { exposeBridge } from './bridge.ts';

exposeBridge();
