import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useState } from 'react';
import { LeaveDialog } from '../shared/LeaveDialog.tsx';
import { useText } from './text.ts';

const Marked = createContext<(paper: string, marked: boolean) => void>(() => {});

/**
 * Asks before a paper that is marked but not handed in is lost. One for all papers of a page. The answers themselves are
 * kept nowhere: a ballot is secret.
 */
export function UncastGuard({ children }: { children: ReactNode }) {
  const t = useText();
  const [papers, setPapers] = useState<readonly string[]>([]);
  const tell = useCallback(
    (paper: string, marked: boolean) =>
      setPapers((before) => [...before.filter((p) => p !== paper), ...(marked ? [paper] : [])]),
    [],
  );
  return (
    <Marked.Provider value={tell}>
      {children}
      <LeaveDialog dirty={papers.length > 0} title={t('选票还没有提交')} drop={t('不提交，离开')}>
        {t('为保密，没有提交的选票不保存，离开后要重新填写。')}
      </LeaveDialog>
    </Marked.Provider>
  );
}

/** Tells the page that this paper would be lost. */
export function useUncast(marked: boolean): void {
  const tell = useContext(Marked);
  const paper = useId();
  useEffect(() => {
    tell(paper, marked);
    return () => tell(paper, false);
  }, [tell, paper, marked]);
}
