export {};
//# sourceMappingURL=journal-ports.js.map