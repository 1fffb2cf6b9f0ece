package chat.dynamodb;

import static chat.dynamodb.Attributes.number;
import static chat.dynamodb.Attributes.text;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Body;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.port.FoldContract;
import chat.port.MessageLog;
import chat.port.MessageLogContract;
import chat.port.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

final class DynamoDbMessageLogTest implements MessageLogContract, FoldContract {
    @RegisterExtension static final DynamoDbExtension DYNAMO_DB = new DynamoDbExtension();

    @Override
    public MessageLog log() {
        return new DynamoDbMessageLog(DYNAMO_DB.client(), DYNAMO_DB.table(ChatTable.MESSAGES));
    }

    @Test
    void aBodyOfAnUnknownTypeIsNotAnErasedMessage() {
        Entry stored = store(item -> item.put("type", text("image")));

        assertThat(stored.kind()).isEqualTo(EntryKind.MESSAGE);
        assertThat(stored.body()).contains(new Body.Unknown("image"));
        assertThat(stored.salt()).isPresent();
    }

    @Test
    void anEntryOfAnUnknownKindIsNotAMessage() {
        Entry stored =
                store(
                        item -> {
                            item.put("kind", text("poll"));
                            item.put("type", text("poll"));
                        });

        assertThat(stored.kind()).isEqualTo(new EntryKind("poll"));
        assertThat(stored.kind().isMessage()).isFalse();
        assertThat(stored.body()).contains(new Body.Unknown("poll"));
        assertThat(stored.target()).isEqualTo(Entry.NO_TARGET);
    }

    @Test
    void anEntryKeepsTheTargetThatANewerVersionGaveIt() {
        Entry stored = store(item -> item.put("target", number(3)));

        assertThat(stored.target()).isEqualTo(3);
        assertThat(EntryItem.read(EntryItem.write(Samples.CONVERSATION, stored))).isEqualTo(stored);
    }

    @Test
    void aMessageWithoutATargetHasNoAttributeForIt() {
        Entry entry = Samples.next(Optional.empty(), Samples.ALICE, Samples.text("hello"));

        assertThat(EntryItem.write(Samples.CONVERSATION, entry)).doesNotContainKey("target");
    }

    @Test
    void anErasedMessageHasNoBody() {
        Entry stored = store(item -> List.of("type", "text", "salt").forEach(item::remove));

        assertThat(stored.kind()).isEqualTo(EntryKind.MESSAGE);
        assertThat(stored.body()).isEmpty();
        assertThat(stored.salt()).isEmpty();
    }

    /// Stores an entry as a modified item, and reads it.
    private Entry store(Consumer<Map<String, AttributeValue>> change) {
        Entry entry = Samples.next(Optional.empty(), Samples.ALICE, Samples.text("hello"));
        Map<String, AttributeValue> item =
                new HashMap<>(EntryItem.write(Samples.CONVERSATION, entry));
        change.accept(item);
        DYNAMO_DB
                .client()
                .putItem(put -> put.tableName(DYNAMO_DB.table(ChatTable.MESSAGES)).item(item));
        return log().find(Samples.CONVERSATION, 1).orElseThrow();
    }
}
