import '@fontsource-variable/inter';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './app/queryClient';
import { SessionGate } from './app/session/SessionGate';
import { theme } from './app/theme';
import { lazyWithPreload } from './ui/lazyWithPreload';
import { lightOnPaper } from './ui/lightOnPaper';
import { RegionBoundary } from './ui/RegionBoundary';

/** Lazy, so that the sign-in page does not wait for the report's code. */
const ReportPage = lazyWithPreload(() => import('./app/ReportPage').then((module) => module.ReportPage));

const AuditPage = lazyWithPreload(() => import('./audit/AuditPage').then((module) => module.AuditPage));
const Page = window.location.pathname.endsWith('/audit') ? AuditPage : ReportPage;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

lightOnPaper();
createRoot(root).render(
  <StrictMode>
    <ThemeProvider theme={theme} defaultMode="system" noSsr>
      <CssBaseline enableColorScheme />
      <QueryClientProvider client={createQueryClient()}>
        <RegionBoundary>
          <SessionGate preload={Page.preload}>{(session) => <Page session={session} />}</SessionGate>
        </RegionBoundary>
      </QueryClientProvider>
    </ThemeProvider>
  </StrictMode>,
);
