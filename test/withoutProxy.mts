import { loopbackWithoutProxy } from '../host/environment.mts';

// Simulators and servers of the tests listen on this machine, where no proxy of the developer
// reaches them.
Object.assign(process.env, loopbackWithoutProxy());
