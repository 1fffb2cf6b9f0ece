/// DynamoDB adapters of the ports in [chat.port]. Times are epoch milliseconds unless the name says
/// seconds. [ChatTable] declares tables, keys and indexes.
///
/// The attributes of the items besides their keys:
///
/// - **Users**, a user: `name` `contactNumber` `contactNumberAt` `claimedNumber` `unsettledSince`
///   `joinedAt` `lastActiveAt` `enabled` `devices`; privacy settings that differ from the default:
///   `lastSeenTo` `onlineTo` `readReceipts`
/// - **Connections**, an open connection: `deviceId` `deviceFirstSeenAt` `since` `connectedAt`
///   `openAt` `expiresAt` `expiresAtSeconds` (time to live) `readReceipts`
/// - **Messages**, an entry of a log: `kind` `from` `clientMessageId` `sentAt` `ofSender` `ofOther`
///   `type` `text` `salt` `bodyHash` `digest`
/// - **Conversations**, a member's row: `startedAt` `lastSeq` `lastMessageSeq` `lastMessageOwn`
///   `lastMessageAt` `preview` `peerMessages` `peerMessagesRead` `delivered` `read` `peerDelivered`
///   `peerRead` `cursor_`device key `blocked` `muted` `archived` `pinned` `settingsVersion`
///   `peerBlocks` `peerBlocksVersion` `activeDay` `hv` (version of what is hidden) `cl` (cleared
///   to)
/// - **Hidden**, the messages of a block of 1,000 entries that a user has hidden: `seqs` `version`
/// - **PresenceSubscriptions**, a connection's subscription to a user: `watcher` `expiresAt`
///   `expiresAtSeconds` (time to live)
/// - **Rates**, a token bucket: `fullAt` `expiresAtSeconds` (time to live)
///
/// Only this package, [chat.apigateway] and [chat.sqs] may import the AWS SDK.
@NullMarked
package chat.dynamodb;

import org.jspecify.annotations.NullMarked;
