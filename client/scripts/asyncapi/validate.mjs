// Validates docs/asyncapi.yaml with AsyncAPI's own parser. Any finding is an error.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const file = new URL("../../../docs/asyncapi.yaml", import.meta.url);
const { document, diagnostics } = await new Parser().parse(readFileSync(file, "utf8"));
for (const { message, path, range } of diagnostics) {
  console.error(`docs/asyncapi.yaml:${range.start.line + 1}: ${message} (${path.join(".")})`);
}
if (document === undefined || diagnostics.length > 0) {
  process.exitCode = 1;
} else {
  const operations = document.allOperations().length;
  const messages = document.allMessages().length;
  console.log(`docs/asyncapi.yaml is valid: ${operations} operations, ${messages} messages.`);
}
