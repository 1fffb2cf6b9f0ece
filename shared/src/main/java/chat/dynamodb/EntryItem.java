package chat.dynamodb;

import static chat.dynamodb.Attributes.binary;
import static chat.dynamodb.Attributes.millis;
import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.numberOrZero;
import static chat.dynamodb.Attributes.optional;
import static chat.dynamodb.Attributes.text;

import chat.domain.BlockLayout;
import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ConversationId;
import chat.domain.Counts;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.Hash;
import chat.domain.Operation;
import chat.domain.Salt;
import chat.domain.UserId;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/// An [Entry] as an item of the Messages table.
final class EntryItem {
    static final String TYPE = "type";
    static final String TEXT = "text";
    static final String SALT = "salt";
    static final String EDITS = "edits";
    static final String REMOVED_BY = "removedBy";
    private static final String KIND = "kind";
    private static final String TARGET = "target";
    private static final String FORWARDED = "forwarded";
    private static final String EMOJI = "emoji";
    private static final String TO = "to";
    private static final String LAST_MESSAGE = "lastMessage";

    /// The attribute by which the stream's filter finds the last entries of blocks.
    private static final String MARK = "mark";

    private static final String REACTION_PREFIX = "reaction_";
    private static final String REACTION_SEQ_PREFIX = "reactionSeq_";

    private EntryItem() {}

    static Map<String, AttributeValue> key(ConversationId conversation, long seq) {
        return Map.of(Keys.CONVERSATION_ID, text(conversation.value()), Keys.SEQ, number(seq));
    }

    /// The attribute of a message with a member's reaction.
    static String reaction(UserId member) {
        return REACTION_PREFIX + member.value();
    }

    /// The attribute of a message with the number of a member's reaction.
    static String reactionSeq(UserId member) {
        return REACTION_SEQ_PREFIX + member.value();
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
        entry.salt().ifPresent(salt -> item.put(SALT, binary(salt.bytes())));
        item.put("bodyHash", binary(entry.bodyHash().bytes()));
        item.put("digest", binary(entry.digest().bytes()));
        if (BlockLayout.STANDARD.isLast(entry.seq())) {
            item.put(MARK, number(1));
        }
        entry.operation()
                .ifPresent(
                        operation -> {
                            item.put(TO, text(operation.to().value()));
                            item.put(LAST_MESSAGE, number(operation.lastMessage()));
                        });
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
                optional(item, SALT).map(salt -> Salt.of(salt.b().asByteArray())),
                Hash.of(binary(item, "bodyHash")),
                Hash.of(binary(item, "digest")),
                optional(item, TO)
                        .map(to -> new Operation(new UserId(to.s()), number(item, LAST_MESSAGE))),
                readFold(item));
    }

    private static void writeBody(Map<String, AttributeValue> item, Body body) {
        item.put(TYPE, text(body.type()));
        switch (body) {
            case Body.Text(String value, int forwarded) -> {
                item.put(TEXT, text(value));
                if (forwarded > 0) {
                    item.put(FORWARDED, number(forwarded));
                }
            }
            case Body.Edit(String value) -> item.put(TEXT, text(value));
            case Body.Remove() -> {}
            case Body.Reaction(String emoji) -> item.put(EMOJI, text(emoji));
            case Body.Unknown _ ->
                    throw new IllegalArgumentException("a body of unknown type cannot be written");
        }
    }

    /// An erased body has no type: erasing removes it with the text and the salt.
    private static Optional<Body> readBody(Map<String, AttributeValue> item) {
        return optional(item, TYPE).map(type -> readBody(type.s(), item));
    }

    private static Body readBody(String type, Map<String, AttributeValue> item) {
        return switch (type) {
            case Body.Text.TYPE ->
                    new Body.Text(text(item, TEXT), (int) numberOrZero(item, FORWARDED));
            case Body.Edit.TYPE -> new Body.Edit(text(item, TEXT));
            case Body.Remove.TYPE -> new Body.Remove();
            case Body.Reaction.TYPE -> new Body.Reaction(text(item, EMOJI));
            default -> new Body.Unknown(type);
        };
    }

    private static Fold readFold(Map<String, AttributeValue> item) {
        var edits = new TreeSet<Long>();
        optional(item, EDITS).ifPresent(set -> set.ns().forEach(n -> edits.add(Long.valueOf(n))));
        var removedBy =
                item.containsKey(REMOVED_BY)
                        ? OptionalLong.of(number(item, REMOVED_BY))
                        : OptionalLong.empty();
        var reactions = new TreeMap<UserId, Fold.Reaction>();
        item.forEach(
                (name, value) -> {
                    if (name.startsWith(REACTION_SEQ_PREFIX)) {
                        var member = new UserId(name.substring(REACTION_SEQ_PREFIX.length()));
                        long seq = Long.parseLong(value.n());
                        reactions.put(member, new Fold.Reaction(seq, text(item, reaction(member))));
                    }
                });
        return new Fold(edits, removedBy, reactions);
    }
}
