import './theme.css';
import './base.css';
import './parts.css';
import './frame.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

export const mount = (app: ReactNode): void => {
  const root = document.getElementById('app');
  if (root === null) throw new Error('The page has no #app');
  createRoot(root).render(<StrictMode>{app}</StrictMode>);
};
