/** Starts the shell. Nothing else happens here, so that a test can start it in its own way. */
import { startShell } from './shell.ts';

startShell();
