export {};
//# sourceMappingURL=conversation-ports.js.map