package chat.dynamodb;

import chat.domain.ConversationId;

import java.util.Map;

/// The key of an entry, as a record of the Messages stream has it.
public record EntryKey(ConversationId conversation, long seq) {
    /// @param attributes texts as they are, numbers in decimal
    /// @throws IllegalStateException if an attribute is missing or malformed
    public static EntryKey read(Map<String, String> attributes) {
        String conversation = attributes.get(Keys.CONVERSATION_ID);
        String seq = attributes.get(Keys.SEQ);
        if (conversation == null || seq == null) {
            throw new IllegalStateException("the record has no key of an entry");
        }
        // The message contains no value, since it is logged.
        try {
            return new EntryKey(new ConversationId(conversation), Long.parseLong(seq));
        } catch (NumberFormatException notANumber) {
            throw new IllegalStateException(
                    "the number of the entry is missing or is not a number");
        }
    }
}
