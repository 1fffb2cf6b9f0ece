/// Files and folders that outlive a process, or must not: locks and temporary folders.
@NullMarked
package chat.local.files;

import org.jspecify.annotations.NullMarked;
