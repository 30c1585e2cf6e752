import { createRoot } from 'react-dom/client';
import { InLanguage } from '../shared/PublicPage.tsx';
import { Portal } from './Portal.tsx';
import './portal.css';

createRoot(document.getElementById('root')!).render(
  <InLanguage>
    <Portal />
  </InLanguage>,
);
