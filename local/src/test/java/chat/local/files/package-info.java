/// Tests of locks and temporary folders, some with processes of their own.
@NullMarked
package chat.local.files;

import org.jspecify.annotations.NullMarked;
