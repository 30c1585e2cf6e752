import type { DrawerProps } from 'antd';
import { lazy, Suspense, useRef } from 'react';

const PhoneDrawer = lazy(() => import('./PhoneDrawer.tsx'));

/** A drawer that few ever open: its script is no part of the first load. */
export function DrawerOnDemand(props: DrawerProps) {
  const wanted = useRef(false);
  wanted.current ||= props.open === true;
  return wanted.current ? (
    <Suspense fallback={null}>
      <PhoneDrawer {...props} />
    </Suspense>
  ) : null;
}
