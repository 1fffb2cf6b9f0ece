export {};
//# sourceMappingURL=client-frames.js.map