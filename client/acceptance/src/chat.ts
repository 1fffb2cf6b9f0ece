import { RawDevice } from "./raw-device.js";
import type { Target } from "./target.js";

/** A case: required behaviour of a server of the protocol. Each case has its own users. */
export type Case = (chat: Chat) => Promise<void>;

/** Cases by name; the name describes the behaviour. */
export type Cases = Readonly<Record<string, Case>>;

/** The users of one case, and their devices. */
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

  /** Connects a phone of Alice and a phone of Bob. */
  both(): Promise<[RawDevice, RawDevice]> {
    return Promise.all([this.device(this.alice), this.device(this.bob)]);
  }

  /** Connects both and lets each write to the other, so that they are contacts. */
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
