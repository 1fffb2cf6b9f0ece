export {};
//# sourceMappingURL=server-frames.js.map