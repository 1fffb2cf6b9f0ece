/// In-memory adapters of the ports in [chat.port], for tests and simulations: the same rules as the
/// DynamoDB ones, held by the same contracts.
///
/// Each call is atomic and none knows the time: instants are kept as the tables keep them, in whole
/// milliseconds, and nothing expires by itself.
@NullMarked
package chat.inmemory;

import org.jspecify.annotations.NullMarked;
