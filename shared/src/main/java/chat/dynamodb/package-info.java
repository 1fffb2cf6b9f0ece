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
/// - **Messages**, an entry of a log: `kind` `target` `from` `clientMessageId` `sentAt` `ofSender`
///   `ofOther` `type` `text` `forwarded` `emoji` `salt` `bodyHash` `digest`; an operation also `to`
///   `lastMessage`; a message that operations have changed also `edits` (a set of numbers)
///   `removedBy` `reaction_`member `reactionSeq_`member; the last entry of a block also `mark`
/// - **Conversations**, a member's row: `startedAt` `lastSeq` `lastMessageSeq` `lastMessageOwn`
///   `lastMessageAt` `preview` `pv` (its version) `op` (operations up to `lastSeq`) `peerMessages`
///   `peerMessagesRead` `delivered` `read` `peerDelivered` `peerRead` `cursor_`device key `blocked`
///   `muted` `archived` `pinned` `settingsVersion` `peerBlocks` `peerBlocksVersion` `activeDay`
///   `hv` (version of the hidden messages) `cl` (cleared up to)
/// - **Hidden**, the messages of a block of 1,000 entries that a user has hidden: `seqs` `version`
/// - **TextBlocks**, the texts of a block of 64 entries: `version` `texts` (deflated)
/// - **PresenceSubscriptions**, a connection's subscription to a user: `watcher` `expiresAt`
///   `expiresAtSeconds` (time to live)
/// - **Rates**, a token bucket: `fullAt` `expiresAtSeconds` (time to live)
///
/// Only this package, [chat.apigateway] and [chat.sqs] may import the AWS SDK.
@NullMarked
package chat.dynamodb;

import org.jspecify.annotations.NullMarked;
