package chat.simulation;

import chat.domain.UserId;

import java.util.Locale;
import java.util.Optional;

/// A change of one setting, for one conversation or for all.
///
/// @param peer the conversation's peer; empty if the setting is for all conversations
record SettingChange(Optional<UserId> peer, Option option, boolean on) {
    /// A setting that can be changed.
    enum Option {
        BLOCKED,
        MUTED,
        ARCHIVED,
        PINNED,
        /// Read receipts are hidden.
        READ_HIDDEN,
        /// Online status and last activity are hidden.
        PRESENCE_HIDDEN;

        /// Whether it belongs to one conversation.
        boolean isOfConversation() {
            return this != READ_HIDDEN && this != PRESENCE_HIDDEN;
        }

        /// The name in the protocol.
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The frame that requests the change.
    String frame(String requestId) {
        String action = option.isOfConversation() ? "conversation" : "profile";
        String of = peer.map(user -> "\"peer\":\"" + user.value() + "\",").orElse("");
        return "{\"action\":\"%s\",\"requestId\":\"%s\",%s\"set\":%s}"
                .formatted(action, requestId, of, set());
    }

    private String set() {
        String audience = on ? "nobody" : "everyone";
        return switch (option) {
            case BLOCKED, MUTED, ARCHIVED, PINNED -> "{\"" + option.wireName() + "\":" + on + "}";
            case READ_HIDDEN -> "{\"privacy\":{\"readReceipts\":" + !on + "}}";
            case PRESENCE_HIDDEN ->
                    "{\"privacy\":{\"online\":\"%s\",\"lastSeen\":\"%s\"}}"
                            .formatted(audience, audience);
        };
    }
}
