import { createRoot } from 'react-dom/client';
import { Portal } from './Portal.tsx';
import './portal.css';

createRoot(document.getElementById('root')!).render(<Portal />);
