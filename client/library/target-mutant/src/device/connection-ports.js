export {};
//# sourceMappingURL=connection-ports.js.map