import { defineConfig } from "vite";

// In development the page comes from Vite, and the server's parts of it from `./chat local`.
const server = process.env.CHAT_URL ?? "http://localhost:8080";

export default defineConfig({
  server: { proxy: { "/dev": server, "/prod": { target: server, ws: true } } },
});
