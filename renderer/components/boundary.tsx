import { Component, type ReactNode } from 'react';

export interface BoundaryProps {
  /** What this part is called in the sentence that says that it stopped. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Keeps a fault in one part of the window from taking the others with it. */
export class Boundary extends Component<BoundaryProps, { readonly fault: string | null }> {
  override state: { readonly fault: string | null } = { fault: null };

  static getDerivedStateFromError(error: unknown): { readonly fault: string } {
    return { fault: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === null) return this.props.children;
    return (
      <div className="page-empty" role="alert">
        <p>
          {this.props.name} stopped working ({fault}). What was saved is safe.
        </p>
        <button type="button" className="button" onClick={() => this.setState({ fault: null })}>
          Show it again
        </button>
      </div>
    );
  }
}
