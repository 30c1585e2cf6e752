import { Component, type ReactNode } from 'react';
import { useRouteError } from 'react-router';
import { Failure } from './Failure.tsx';

/** Shows what went wrong instead of an empty page. `resetKey`: a change of it tries again. */
export class ErrorBoundary extends Component<
  { children: ReactNode; resetKey?: string },
  { error: Error | undefined }
> {
  override state: { error: Error | undefined } = { error: undefined };
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override componentDidUpdate(before: { resetKey?: string }) {
    if (this.state.error && before.resetKey !== this.props.resetKey) this.setState({ error: undefined });
  }
  override render() {
    if (!this.state.error) return this.props.children;
    return <Failure error={this.state.error} retry={() => this.setState({ error: undefined })} />;
  }
}

/** For the router's own errors (a page's code that could not be loaded, for one). */
export function RouteFailure() {
  const error = useRouteError();
  return <Failure error={error} retry={() => location.reload()} />;
}
