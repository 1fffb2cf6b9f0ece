/// Search in the texts of a user's conversations.
@NullMarked
package chat.search;

import org.jspecify.annotations.NullMarked;
