/** electron-store is conf with the app's own folder for `cwd`; the shell always names its folder. */
import Conf from 'conf';

export default class Store extends Conf<Record<string, unknown>> {
  constructor({ cwd, name }: { cwd: string; name: string }) {
    super({ cwd, configName: name, clearInvalidConfig: true });
  }
}
