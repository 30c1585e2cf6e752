/** How an area of the application declares a page: `designer/<area>/index.tsx` exports it, `app/pages.ts` lists it. */
import type { ComponentType, LazyExoticComponent } from 'react';

export interface PageDefinition {
  /** Route path, such as `/tasks/:id`. */
  path: string;
  title: string;
  titleEn: string;
  /** Permission that the person must hold somewhere; any of them if several. Absent: any signed-in person. */
  permission?: string | string[];
  /** Place in the navigation; pages without it are reached by links. */
  nav?: { group: 'work' | 'manage' | 'system'; order: number; icon: ComponentType; phone?: boolean };
  element: LazyExoticComponent<ComponentType> | ComponentType;
}
