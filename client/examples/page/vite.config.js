import { defineConfig } from "vite";

// In development, Vite serves the page and forwards requests for the server to `./chat local`.
const server = process.env.CHAT_URL ?? "http://localhost:8080";

export default defineConfig({
  server: { proxy: { "/dev": server, "/prod": { target: server, ws: true } } },
});
