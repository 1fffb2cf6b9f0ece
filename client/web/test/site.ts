import { createHash } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { ADDRESS } from "./people.js";

const UPSTREAM = new URL(ADDRESS);
/** The name of the first script, which has a hash. */
const MAIN = /\bmain-[A-Z0-9]{8}\.js/g;
const NEWER_MAIN = "main-NEWBUILD.js";
const NEWER_MARK = 'document.documentElement.dataset.build="newer";';

/** The replies that a site serves instead of the stack's. */
export interface Overrides {
  /** The content of `config.json`. */
  readonly config?: unknown;
  /** The content security policy. */
  readonly policy?: string;
}

/**
 * The web chat of the running stack at a separate address, which can become unreachable and change.
 */
export class Site {
  readonly address: string;
  readonly #server: Server;
  /** The replies that it serves instead of the stack's. */
  overrides: Overrides = {};
  readonly #sockets = new Set<Socket | Duplex>();
  #isNewer = false;
  #isCut = false;

  private constructor(server: Server) {
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#server = server;
    server.on("request", (asked, answer) => {
      this.#answer(asked, answer).catch(error => answer.destroy(error));
    });
    server.on("upgrade", (asked, socket, head) => this.#tunnel(asked, socket, head));
    server.on("connection", socket => (this.#isCut ? socket.destroy() : this.#keep(socket)));
  }

  static async open(): Promise<Site> {
    const server = createServer();
    await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
    return new Site(server);
  }

  /** Cuts all connections, and accepts no new ones. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  /** Accepts connections again. */
  mend(): void {
    this.#isCut = false;
  }

  /** Serves a newer build. Unlike on S3, the files of the older build are removed. */
  publish(): void {
    this.#isNewer = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise(done => this.#server.close(done));
  }

  #keep(socket: Socket | Duplex): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#sockets.delete(socket));
  }

  #tunnel(asked: IncomingMessage, socket: Duplex, head: Buffer): void {
    const server = connect(Number(UPSTREAM.port), UPSTREAM.hostname);
    this.#keep(server);
    const lines = [`GET ${asked.url} HTTP/1.1`];
    for (let index = 0; index < asked.rawHeaders.length; index += 2) {
      lines.push(`${asked.rawHeaders[index]}: ${asked.rawHeaders[index + 1]}`);
    }
    server.write(`${lines.join("\r\n")}\r\n\r\n`);
    server.write(head);
    server.pipe(socket).pipe(server);
    socket.on("close", () => server.destroy());
    server.on("close", () => socket.destroy());
  }

  async #answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = new URL(asked.url ?? "/", UPSTREAM).pathname;
    if (path === "/config.json" && this.overrides.config) {
      answer.writeHead(200, { "content-type": "application/json" });
      answer.end(JSON.stringify(this.overrides.config));
      return;
    }
    const [status, headers, content] = await this.#ask(asked, path);
    delete headers["content-length"];
    if (this.overrides.policy) {
      headers["content-security-policy"] = this.overrides.policy;
    }
    answer.writeHead(status, headers).end(content);
  }

  async #ask(asked: IncomingMessage, path: string): Promise<Fetched> {
    if (!this.#isNewer || asked.method !== "GET") {
      return fetched(asked.url as string, asked);
    }
    const [, , page] = await fetched("/");
    const main = page.toString().match(MAIN)?.[0] as string;
    if (path === `/${main}`) {
      return [404, {}, Buffer.alloc(0)];
    }
    const upstream = path === `/${NEWER_MAIN}` ? `/${main}` : (asked.url as string);
    const [status, headers, content] = await fetched(upstream, asked);
    return [status, headers, newer(path, content, page)];
  }
}

type Fetched = [status: number, headers: Record<string, string | string[] | undefined>, Buffer];

/** The stack's answer, uncompressed. */
function fetched(path: string, asked?: IncomingMessage): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const headers = { ...asked?.headers, "accept-encoding": "identity" };
    const asking = request(new URL(path, UPSTREAM), { method: asked?.method, headers }, answer => {
      const parts: Buffer[] = [];
      answer.on("data", part => parts.push(part));
      answer.on("end", () =>
        resolve([answer.statusCode ?? 0, { ...answer.headers }, Buffer.concat(parts)]),
      );
    });
    asking.on("error", reject);
    asked ? asked.pipe(asking) : asking.end();
  });
}

/** A file of a newer build, which has another script and changed references to it. */
function newer(path: string, content: Buffer, page: Buffer): Buffer {
  const name = path.slice(1);
  if (name === NEWER_MAIN) {
    return Buffer.from(NEWER_MARK + content.toString());
  }
  if (name !== "" && name !== "index.html" && name !== "service-worker.js") {
    return content;
  }
  const newerPage = page.toString().replaceAll(MAIN, NEWER_MAIN);
  const integrity = createHash("sha256").update(newerPage).digest("base64");
  const text = content
    .toString()
    .replaceAll(MAIN, NEWER_MAIN)
    .replace(/sha256-[A-Za-z0-9+/=]{44}/, `sha256-${integrity}`)
    .replace(/"[0-9a-f]{16}"/, '"newer"');
  return Buffer.from(text);
}
