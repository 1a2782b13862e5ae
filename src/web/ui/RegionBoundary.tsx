import { Component, type ReactNode } from 'react';
import { say } from '../../contract/texts/texts';
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
          title={say('failure.chunk')}
          action={{ label: say('failure.chunk.load'), run: () => window.location.reload() }}
        >
          {say('failure.chunk.why')}
        </Notice>
      );
    }
    return <FailureNotice error={error} retry={() => this.setState({ error: undefined })} />;
  }
}
