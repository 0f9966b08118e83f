import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/instrument-sans/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './styles/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectHost } from './host/transport.ts';

const place = document.getElementById('legible');
if (place !== null) createRoot(place).render(<App host={connectHost(window)} />);
