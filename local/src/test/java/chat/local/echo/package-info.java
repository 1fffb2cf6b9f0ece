/// A deployment package for tests: handlers that are packed into a jar and run from there.
@NullMarked
package chat.local.echo;

import org.jspecify.annotations.NullMarked;
