/** Where the page begins: the client of the server that served it, and the app around it. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './styles.css';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
