import { Drawer } from 'antd';

/** In a script of its own, see `DrawerOnDemand`. */
export default Drawer;
