// Removes the output of earlier builds of this workspace, since the compiler keeps files without a
// source.
import { rmSync } from "node:fs";

for (const folder of ["dist", "target"]) {
  rmSync(folder, { recursive: true, force: true });
}
