
    import type { ErrorCode } from "@serverlesschat/client";
    export function isTemporary(code: Extract<ErrorCode, "offline" | "rateLimited">): boolean {
      switch (code) {
        case "offline":
          return true;
        case "offline":
          return true;
        default: {
          const forgotten: never = code;
          return forgotten;
        }
      }
    }
  