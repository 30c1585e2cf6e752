import { createRoot } from 'react-dom/client';
import { InLanguage } from '../shared/PublicPage.tsx';
import { VotePage } from './VotePage.tsx';
import '../portal/portal.css';
import './vote.css';

createRoot(document.getElementById('root')!).render(
  <InLanguage>
    <VotePage />
  </InLanguage>,
);
