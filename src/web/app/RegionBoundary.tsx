import { Component, type ReactNode } from 'react';
import { FailureNotice } from './FailureNotice';

/** Keeps an error within its part of the page: the rest goes on working. */
export class RegionBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error('unknown') };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return <FailureNotice error={this.state.error} retry={() => this.setState({ error: undefined })} />;
  }
}
