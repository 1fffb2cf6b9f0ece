export {};
//# sourceMappingURL=chat-events.js.map