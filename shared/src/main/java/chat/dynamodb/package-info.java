/// DynamoDB adapters of the ports in [chat.service]. Times are epoch milliseconds unless the name
/// says seconds. Names of tables, keys and indexes stand in [ChatTable].
///
/// | table | item | attributes beside the key |
/// |---|---|---|
/// | Users | a user | `name` `contactNumber` `contactNumberAt` `claimedNumber` `unsettledSince` `joinedAt` `lastActiveAt` `enabled`
/// `devices` `lastSeenTo` `onlineTo` `readReceipts` |
/// | Connections | an open connection | `deviceId` `deviceFirstSeenAt` `since` `connectedAt`
/// `openAt` `expiresAt` `expiresAtSeconds` (time to live) `readReceipts` |
/// | Messages | an entry of a log | `kind` `from` `clientMessageId` `sentAt` `ofSender` `ofOther`
/// `text` `salt` `bodyHash` `digest` |
/// | Conversations | a member's row | `startedAt` `lastSeq` `lastMessageSeq` `lastMessageOwn`
/// `lastMessageAt` `preview` `peerMessages` `peerMessagesRead` `delivered` `read` `peerDelivered`
/// `peerRead` `cursor_`device key `blocked` `muted` `archived` `pinned`
/// `settingsVersion` `peerBlocks` `peerBlocksVersion` `activeDay` |
/// | Rates | a token bucket | `fullAt` `expiresAtSeconds` (time to live) |
///
/// Only here, in [chat.apigateway] and in [chat.sqs] may the AWS SDK be imported.
@NullMarked
package chat.dynamodb;

import org.jspecify.annotations.NullMarked;
