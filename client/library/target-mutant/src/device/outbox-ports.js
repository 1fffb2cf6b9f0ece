export {};
//# sourceMappingURL=outbox-ports.js.map