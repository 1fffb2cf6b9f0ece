/// A user's own data, and the operator's commands on users.
@NullMarked
package chat.users;

import org.jspecify.annotations.NullMarked;
