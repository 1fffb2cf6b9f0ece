package chat.dynamodb;

import static chat.dynamodb.Attributes.binary;
import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.optional;
import static chat.dynamodb.Attributes.text;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ConversationId;
import chat.domain.Counts;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Hash;
import chat.domain.Salt;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// An [Entry] as an item of the Messages table.
final class EntryItem {

    private static final String KIND = "kind";
    private static final String TARGET = "target";
    private static final String TYPE = "type";
    private static final String TEXT = "text";

    private EntryItem() {}

    static Map<String, AttributeValue> key(ConversationId conversation, long seq) {
        return Map.of(Keys.CONVERSATION_ID, text(conversation.value()), Keys.SEQ, number(seq));
    }

    static Map<String, AttributeValue> write(ConversationId conversation, Entry entry) {
        var item = new HashMap<>(key(conversation, entry.seq()));
        item.put(KIND, text(entry.kind().name()));
        if (entry.target() != Entry.NO_TARGET) {
            item.put(TARGET, number(entry.target()));
        }
        item.put("from", text(entry.from().value()));
        item.put("clientMessageId", text(entry.clientMessageId().value()));
        item.put("sentAt", millis(entry.sentAt()));
        item.put("ofSender", number(entry.counts().ofSender()));
        item.put("ofOther", number(entry.counts().ofOther()));
        entry.body().ifPresent(body -> writeBody(item, body));
        entry.salt().ifPresent(salt -> item.put("salt", binary(salt.bytes())));
        item.put("bodyHash", binary(entry.bodyHash().bytes()));
        item.put("digest", binary(entry.digest().bytes()));
        return item;
    }

    static Entry read(Map<String, AttributeValue> item) {
        return new Entry(
                number(item, Keys.SEQ),
                new EntryKind(text(item, KIND)),
                item.containsKey(TARGET) ? number(item, TARGET) : Entry.NO_TARGET,
                new UserId(text(item, "from")),
                new ClientMessageId(text(item, "clientMessageId")),
                millis(item, "sentAt"),
                new Counts(number(item, "ofSender"), number(item, "ofOther")),
                readBody(item),
                optional(item, "salt").map(salt -> Salt.of(salt.b().asByteArray())),
                Hash.of(binary(item, "bodyHash")),
                Hash.of(binary(item, "digest")));
    }

    private static void writeBody(Map<String, AttributeValue> item, Body body) {
        item.put(TYPE, text(body.type()));
        switch (body) {
            case Body.Text(String value) -> item.put(TEXT, text(value));
            case Body.Unknown _ ->
                    throw new IllegalArgumentException("a body of unknown type cannot be written");
        }
    }

    /// An erased body has no type: erasing removes it with the text and the salt.
    private static Optional<Body> readBody(Map<String, AttributeValue> item) {
        return optional(item, TYPE).map(type -> readBody(type.s(), item));
    }

    private static Body readBody(String type, Map<String, AttributeValue> item) {
        return type.equals(Body.Text.TYPE)
                ? new Body.Text(text(item, TEXT))
                : new Body.Unknown(type);
    }
}
