/** The portal's addresses, `/public?…` and `/public/<id>`, without a router. */
import { useEffect, useState } from 'react';

export interface Address {
  id: string | undefined;
  q: string;
  year: string;
  lead: string;
  /** Id of the package: a kind of supervision. */
  kind: string;
  status: string;
}

/** What narrows the list. */
export type Filters = Omit<Address, 'id'>;

function read(): Address {
  const search = new URLSearchParams(location.search);
  const id = /^\/public\/([^/]+)/.exec(location.pathname)?.[1];
  const of = (name: string) => search.get(name) ?? '';
  const filters = { q: of('q'), year: of('year'), lead: of('lead'), kind: of('kind'), status: of('status') };
  return { id: id && decodeURIComponent(id), ...filters };
}

export function hrefOf(to: Partial<Address>): string {
  if (to.id) return `/public/${encodeURIComponent(to.id)}`;
  const filled = Object.entries(to).filter(([, v]) => v) as [string, string][];
  return filled.length > 0 ? `/public?${new URLSearchParams(filled)}` : '/public';
}

/** Where the reader is; `go` changes the address without loading the page again. */
export function useAddress(): [Address, (to: Partial<Address>) => void] {
  const [address, setAddress] = useState(read);
  useEffect(() => {
    const back = () => setAddress(read());
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, []);
  const go = (to: Partial<Address>) => {
    history.pushState(null, '', hrefOf(to));
    setAddress(read());
    scrollTo(0, 0);
  };
  return [address, go];
}
