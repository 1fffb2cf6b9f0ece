/// A deployment package for tests: handlers that are packed into a jar and loaded from it.
@NullMarked
package chat.local.echo;

import org.jspecify.annotations.NullMarked;
