import { RawDevice } from "./raw-device.js";
import type { Target } from "./target.js";

/** What a server of the protocol must do; each case has users of its own. */
export type Case = (chat: Chat) => Promise<void>;

/** Cases by what they show. */
export type Cases = Readonly<Record<string, Case>>;

/** Three users whom nobody else knows, and their devices. */
export class Chat {
  readonly target: Target;
  readonly alice: string;
  readonly bob: string;
  readonly carol: string;
  readonly #devices: RawDevice[] = [];

  constructor(target: Target, suffix: string) {
    this.target = target;
    this.alice = `alice-${suffix}`;
    this.bob = `bob-${suffix}`;
    this.carol = `carol-${suffix}`;
  }

  async device(user: string, deviceId = "phone", caughtUp = true): Promise<RawDevice> {
    const device = await RawDevice.connect(this.target, user, deviceId, { caughtUp });
    this.#devices.push(device);
    return device;
  }

  /** A phone of Alice and one of Bob. */
  both(): Promise<[RawDevice, RawDevice]> {
    return Promise.all([this.device(this.alice), this.device(this.bob)]);
  }

  /** Likewise, and each has written to the other: they are contacts. */
  async contacts(): Promise<[RawDevice, RawDevice]> {
    const [alice, bob] = await this.both();
    await alice.write(this.bob, "hi");
    await bob.next("messages");
    await bob.write(this.alice, "hi", 1);
    await alice.next("messages");
    return [alice, bob];
  }

  close(): void {
    for (const device of this.#devices) {
      device.close();
    }
  }
}
