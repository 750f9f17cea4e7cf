import { App } from './app.tsx';
import { clientOfWindow } from './client.tsx';
import { mount } from './mount.tsx';

mount(<App client={clientOfWindow()} />);
