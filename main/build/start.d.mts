export function electronBinary(environment?: NodeJS.ProcessEnv): string | null;
export function hasDisplay(environment?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): boolean;
