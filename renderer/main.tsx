import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/instrument-sans/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/interface.css';
import './styles/workspace.css';
import './styles/welcome.css';
import './styles/page.css';
import './styles/text.css';
import './styles/blocks.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { calmEvents } from './host/calm-events.ts';
import { connectHost } from './host/transport.ts';

const place = document.getElementById('root');
if (place !== null) createRoot(place).render(<App host={calmEvents(connectHost(window))} />);
