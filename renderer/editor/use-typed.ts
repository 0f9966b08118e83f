import { useEffect, useRef, useState } from 'react';

/**
 * A text that is typed here and follows the file otherwise: while the field is being typed in, the file
 * may hold a trimmed form of it.
 */
export function useTyped(
  stored: string,
  write: (value: string) => void,
): readonly [string, (value: string) => void] {
  const [typed, setTyped] = useState(stored);
  const written = useRef(stored);
  useEffect(() => {
    if (stored === written.current) return;
    written.current = stored;
    setTyped(stored);
  }, [stored]);
  return [
    typed,
    (value) => {
      setTyped(value);
      written.current = value.trim();
      write(value.trim());
    },
  ];
}
