/// DynamoDB adapters of the ports in [chat.service].
@NullMarked
package chat.dynamodb;

import org.jspecify.annotations.NullMarked;
