import { Mark } from '../app/Mark.tsx';
import { useAddress } from './address.ts';
import { Detail } from './Detail.tsx';
import { List } from './List.tsx';

/** The public page: no sign-in, only what was published. */
export function Portal() {
  const [address, go] = useAddress();
  return (
    <>
      <a className="p-skip" href="#p-main">
        跳到主要内容
      </a>
      <header className="p-header">
        <a
          className="p-brand"
          href="/public"
          onClick={(e) => {
            e.preventDefault();
            go({});
          }}
        >
          <Mark size={34} />
          <span>
            <b>人大监督</b>
            <small>监督事项公开</small>
          </span>
        </a>
        <a className="p-signin" href="/">
          工作人员登录
        </a>
      </header>
      <main id="p-main" className="p-main" tabIndex={-1}>
        {address.id ? <Detail id={address.id} go={go} /> : <List address={address} go={go} />}
      </main>
      <footer className="p-footer">公开内容由人大常委会发布，随办理进展更新。</footer>
    </>
  );
}
