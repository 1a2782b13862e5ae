import '@fontsource-variable/inter';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadTexts } from '../contract/languages/loadTexts';
import { speak } from '../contract/texts/texts';
import { createQueryClient } from './app/queryClient';
import { OwnLanguage } from './app/session/OwnLanguage';
import { openEarly } from './app/session/openEarly';
import { SessionGate } from './app/session/SessionGate';
import { theme } from './app/theme';
import { openingLanguage } from './settings/language';
import { lazyWithPreload } from './ui/lazyWithPreload';
import { lightOnPaper } from './ui/lightOnPaper';
import { RegionBoundary } from './ui/RegionBoundary';

/** Lazy, so that the sign-in page does not wait for the report's code. */
const ReportPage = lazyWithPreload(() => import('./app/ReportPage').then((module) => module.ReportPage));

const AuditPage = lazyWithPreload(() => import('./audit/AuditPage').then((module) => module.AuditPage));
const Page = window.location.pathname.endsWith('/audit') ? AuditPage : ReportPage;

/** Where not even the texts can be loaded. */
const NO_TEXTS = 'The page could not be loaded. Die Seite konnte nicht geladen werden.';

async function open(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  const client = createQueryClient();
  openEarly(client, Page.preload);
  const texts = await loadTexts(openingLanguage()).catch(() => undefined);
  if (texts === undefined) {
    root.textContent = NO_TEXTS;
    return;
  }
  speak(texts);
  document.documentElement.lang = texts.locale;
  createRoot(root).render(
    <StrictMode>
      <ThemeProvider theme={theme} defaultMode="system" noSsr>
        <CssBaseline enableColorScheme />
        <QueryClientProvider client={client}>
          <RegionBoundary>
            <SessionGate>
              {(session) => (
                <OwnLanguage user={session.profile.id}>
                  <Page session={session} />
                </OwnLanguage>
              )}
            </SessionGate>
          </RegionBoundary>
        </QueryClientProvider>
      </ThemeProvider>
    </StrictMode>,
  );
}

lightOnPaper();
void open();
