/** Shared by main and preload, which meet nowhere else. */
export const callChannel = 'legible:call';
export const eventChannel = 'legible:event';
