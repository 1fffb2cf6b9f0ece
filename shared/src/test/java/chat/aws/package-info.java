/// The AWS endpoint that the tests of the adapters use.
@NullMarked
package chat.aws;

import org.jspecify.annotations.NullMarked;
