/** The site as it would be: in a theme, at a width, by day or by night. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SitePreview as Preview } from '#core/host/contract.ts';
import { knownPath } from '#core/host/library-path.ts';
import { setTheme } from '#core/site/set-theme.ts';
import { useHost } from '#renderer/host/host-context.tsx';

type Width = 'desktop' | 'phone';
type Scheme = 'light' | 'dark';

const portfolioPath = knownPath('portfolio.yml');
const pixels: Readonly<Record<Width, number>> = { desktop: 1280, phone: 390 };

export interface SitePreviewProps {
  /** The theme in portfolio.yml was changed: what will be published changed with it. */
  onThemeChosen(): void;
}

export function SitePreview({ onThemeChosen }: SitePreviewProps) {
  const host = useHost();
  const [theme, setTried] = useState<string | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [building, setBuilding] = useState(true);
  const [width, setWidth] = useState<Width>('desktop');
  const [scheme, setScheme] = useState<Scheme>('light');
  const [page, setPage] = useState('index.html');
  const [build, setBuild] = useState(0);
  const turn = useRef(0);

  const look = useCallback(
    async (tried: string | null): Promise<void> => {
      const own = ++turn.current;
      setBuilding(true);
      const outcome = await host.call('preview.build', { theme: tried });
      if (own !== turn.current) return;
      setBuilding(false);
      setTrouble(outcome.ok ? null : outcome.error.message);
      if (!outcome.ok) return;
      setPreview(outcome.value);
      setTried(tried ?? outcome.value.chosen);
      setBuild((count) => count + 1);
    },
    [host],
  );

  useEffect(() => void look(null), [look]);

  const choose = async (): Promise<void> => {
    if (theme === null) return;
    const record = await host.call('record.read', { path: portfolioPath });
    if (!record.ok) return setTrouble(record.error.message);
    const text = setTheme(record.value?.text ?? '', theme);
    const base = record.value?.revision ?? null;
    const written = await host.call('record.write', { path: portfolioPath, text, base });
    if (!written.ok) return setTrouble(written.error.message);
    onThemeChosen();
    await look(null);
  };

  const shown = preview?.themes.find((one) => one.id === theme);
  return (
    <section className="preview" aria-labelledby="publish-preview">
      <h2 id="publish-preview">How it looks</h2>
      <div className="preview-choices">
        <label className="preview-theme">
          <span>Theme</span>
          <select
            value={theme ?? ''}
            disabled={preview === null}
            onChange={(event) => {
              setTried(event.target.value);
              void look(event.target.value);
            }}
          >
            {(preview?.themes ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {one.own ? `${one.name} (yours)` : one.name}
              </option>
            ))}
          </select>
        </label>
        <Choice<Width>
          label="Width"
          options={[
            ['desktop', 'Desktop'],
            ['phone', 'Phone'],
          ]}
          value={width}
          onChange={setWidth}
        />
        <Choice<Scheme>
          label="Light or dark"
          options={[
            ['light', 'Light'],
            ['dark', 'Dark'],
          ]}
          value={scheme}
          onChange={setScheme}
        />
        {preview !== null && theme !== null && theme !== preview.chosen ? (
          <button type="button" className="button" disabled={building} onClick={() => void choose()}>
            Use this theme
          </button>
        ) : null}
      </div>
      <p className="publish-quiet" aria-live="polite">
        {trouble ?? (building ? 'Building the preview…' : (shown?.summary ?? ''))}
      </p>
      {build === 0 ? null : (
        <Sheet
          key={`${build} ${scheme}`}
          address={`/preview/${scheme}/${page}`}
          width={pixels[width]}
          phone={width === 'phone'}
          onPage={setPage}
        />
      )}
    </section>
  );
}

function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly (readonly [value: T, name: string])[];
  readonly value: T;
  onChange(value: T): void;
}) {
  return (
    <fieldset className="preview-choice">
      <legend>{label}</legend>
      {options.map(([one, name]) => (
        <button
          key={one}
          type="button"
          className="button quiet"
          aria-pressed={value === one}
          onClick={() => onChange(one)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

interface SheetProps {
  readonly address: string;
  /** Width that the site believes it has, in pixels; the sheet is scaled down to fit. */
  readonly width: number;
  readonly phone: boolean;
  onPage(page: string): void;
}

/** The frame. What it shows runs no script, so the app follows its links itself. */
function Sheet({ address, width, phone, onPage }: SheetProps) {
  const host = useHost();
  const frame = useRef<HTMLIFrameElement>(null);
  const desk = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  // A frame that has been followed somewhere is not sent back by the address that it then reports.
  const [first] = useState(address);

  useEffect(() => {
    const element = desk.current;
    if (element === null) return undefined;
    const fitDesk = (): void => setScale(Math.min(1, element.clientWidth / width));
    const observer = new ResizeObserver(fitDesk);
    observer.observe(element);
    fitDesk();
    return () => observer.disconnect();
  }, [width]);

  const arrived = (): void => {
    const page = frame.current?.contentDocument;
    if (!page) return;
    const path = /^\/preview\/(?:light|dark)\/(.+\.html)$/.exec(page.location.pathname)?.[1];
    if (path !== undefined) onPage(decodeURI(path));
    page.addEventListener('click', (event) => {
      const link = (event.target as Element | null)?.closest('a[href]');
      const href = link?.getAttribute('href') ?? '';
      if (/^(https?|mailto):/i.test(href)) {
        event.preventDefault();
        void host.call('link.open', { url: href });
      } else if (!/\.html(#.*)?$|^#/.test(href)) event.preventDefault();
    });
  };

  const height = phone ? 760 : 860;
  return (
    <div
      className={phone ? 'preview-desk phone' : 'preview-desk'}
      ref={desk}
      style={{ height: height * scale }}
    >
      <iframe
        ref={frame}
        title="Preview of the site"
        src={first}
        sandbox="allow-same-origin"
        onLoad={arrived}
        style={{ width, height, transform: `scale(${scale})` }}
      />
    </div>
  );
}
