/// In-memory adapters of the ports in [chat.port], for tests and simulations. They pass the same
/// contract tests as the DynamoDB adapters.
///
/// Each call is atomic. Instants are stored in whole milliseconds, as in the tables, and nothing
/// expires.
@NullMarked
package chat.inmemory;

import org.jspecify.annotations.NullMarked;
