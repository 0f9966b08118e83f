import { useEffect, useState } from 'react';
import type { Host, HostDescription } from '#core/host/contract.ts';
import type { HostError } from '#core/host/outcome.ts';
import { HostProvider } from './host/host-context.tsx';

export function App(props: { readonly host: Host }) {
  const [description, setDescription] = useState<HostDescription | null>(null);
  const [error, setError] = useState<HostError | null>(null);
  useEffect(() => {
    void props.host.call('host.describe', {}).then((outcome) => {
      if (outcome.ok) setDescription(outcome.value);
      else setError(outcome.error);
    });
  }, [props.host]);
  if (error !== null) return <p role="alert">{error.message}</p>;
  if (description === null) return null;
  return (
    <HostProvider host={props.host} description={description}>
      <p>{description.library?.name ?? 'Legible'}</p>
    </HostProvider>
  );
}
