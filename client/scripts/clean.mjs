// Removes what an earlier build of this workspace left: the compiler keeps what has no source any more.
import { rmSync } from "node:fs";

for (const folder of ["dist", "target"]) {
  rmSync(folder, { recursive: true, force: true });
}
