import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { loadLanguage, savedLanguage } from './i18n/index.ts';
import './app/app.css';

await loadLanguage(savedLanguage());
createRoot(document.getElementById('root')!).render(<App />);
