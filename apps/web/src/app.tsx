/** The app: its providers from the outside in, and which page stands at which path. */
import { KithProvider } from '@kith/client/react';
import { lazy, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { kith } from './kith.ts';
import pages from './pages.json';
import { FaultBoundary } from './shell/fault-boundary.tsx';
import { Frame } from './shell/frame.tsx';
import { Notices } from './shell/notices.tsx';
import { BootSkeleton, PageSkeleton } from './shell/skeleton.tsx';
import { JoiningNotice } from './synced/joining/joining-notice.tsx';
import { WordsProvider } from './words/words.tsx';

/** Each page is a file of its own, fetched when it is first opened. */
const parts = {
  home: lazy(() => import('./pages/home/home.tsx')),
  chat: lazy(() => import('./pages/chat/chat.tsx')),
  inbox: lazy(() => import('./pages/inbox/inbox.tsx')),
  register: lazy(() => import('./pages/register/register.tsx')),
  login: lazy(() => import('./pages/login/login.tsx')),
  link: lazy(() => import('./pages/link/link.tsx')),
  devices: lazy(() => import('./pages/devices/devices.tsx')),
  app: lazy(() => import('./pages/app/app.tsx')),
  settings: lazy(() => import('./pages/settings/settings.tsx')),
};

const Missing = lazy(() => import('./pages/missing/missing.tsx'));

export function App() {
  return (
    <FaultBoundary>
      <WordsProvider fallback={<BootSkeleton />}>
        <KithProvider client={kith}>
          <Notices>
            <Frame>
              <CurrentPage />
            </Frame>
            <JoiningNotice />
          </Notices>
        </KithProvider>
      </WordsProvider>
    </FaultBoundary>
  );
}

/** A page that fails leaves the frame, and with it the way to all others. */
function CurrentPage() {
  const [path] = useLocation();
  return (
    <FaultBoundary path={path}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          {Object.entries(pages).map(([path, page]) => (
            <Route key={path} path={path} component={parts[page as keyof typeof parts]} />
          ))}
          <Route component={Missing} />
        </Switch>
      </Suspense>
    </FaultBoundary>
  );
}
