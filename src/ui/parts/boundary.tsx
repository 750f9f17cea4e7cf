import { Component, type ReactNode } from 'react';
import { Failure } from './notice.tsx';

type Given = { readonly children: ReactNode };
type State = { readonly failed: boolean };

/**
 * A screen that falls over is a bug; the frame around it stays, with the way to the lock and to other screens. A class
 * because React catches in no other way.
 */
export class Boundary extends Component<Given, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div className="page page-narrow">
        <Failure refusal={{ kind: 'unexpected' }} again={() => this.setState({ failed: false })} />
      </div>
    );
  }
}
