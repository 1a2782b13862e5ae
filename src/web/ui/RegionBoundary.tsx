import { Component, type ReactNode } from 'react';
import { FailureNotice } from './FailureNotice';
import { ChunkLoadError } from './lazyWithPreload';
import { Notice } from './Notice';

/** An error boundary around one part of the page: the rest goes on working. */
export class RegionBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error('unknown') };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (error instanceof ChunkLoadError) {
      return (
        <Notice
          urgent
          title="A part of the page could not be loaded"
          action={{ label: 'Load the page again', run: () => window.location.reload() }}
        >
          The server may be away, or it has a newer page. The report stays as it is: it stands in the address.
        </Notice>
      );
    }
    return <FailureNotice error={error} retry={() => this.setState({ error: undefined })} />;
  }
}
