import { createContext, type ReactNode, useContext } from 'react';
import type { Host, HostDescription } from '#core/host/contract.ts';

const HostContext = createContext<Host | null>(null);
const DescriptionContext = createContext<HostDescription | null>(null);

export function HostProvider(props: {
  readonly host: Host;
  readonly description: HostDescription;
  readonly children: ReactNode;
}) {
  return (
    <HostContext value={props.host}>
      <DescriptionContext value={props.description}>{props.children}</DescriptionContext>
    </HostContext>
  );
}

/** The machine, as this page may ask it. */
export function useHost(): Host {
  const host = useContext(HostContext);
  if (host === null) throw new Error('useHost needs a HostProvider above it.');
  return host;
}

/** What the host said about itself when the page started; `library` may be out of date. */
export function useHostDescription(): HostDescription {
  const description = useContext(DescriptionContext);
  if (description === null) throw new Error('useHostDescription needs a HostProvider above it.');
  return description;
}
