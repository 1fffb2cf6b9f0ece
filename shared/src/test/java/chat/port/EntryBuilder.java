package chat.port;

import chat.domain.ClientMessageId;
import chat.domain.Counts;
import chat.domain.Entry;
import chat.domain.Fold;

import java.time.Instant;

/// Builds an entry from another one by naming the parts that differ.
public final class EntryBuilder {
    private final Entry entry;
    private ClientMessageId clientMessageId;
    private Instant sentAt;
    private Counts counts;
    private Fold fold;

    private EntryBuilder(Entry entry) {
        this.entry = entry;
        clientMessageId = entry.clientMessageId();
        sentAt = entry.sentAt();
        counts = entry.counts();
        fold = entry.fold();
    }

    /// Begins with a copy of an entry.
    public static EntryBuilder from(Entry entry) {
        return new EntryBuilder(entry);
    }

    public EntryBuilder clientMessageId(ClientMessageId value) {
        clientMessageId = value;
        return this;
    }

    public EntryBuilder sentAt(Instant value) {
        sentAt = value;
        return this;
    }

    public EntryBuilder counts(Counts value) {
        counts = value;
        return this;
    }

    public EntryBuilder fold(Fold value) {
        fold = value;
        return this;
    }

    public Entry build() {
        return new Entry(
                entry.seq(),
                entry.kind(),
                entry.target(),
                entry.from(),
                clientMessageId,
                sentAt,
                counts,
                entry.body(),
                entry.salt(),
                entry.bodyHash(),
                entry.digest(),
                entry.operation(),
                fold);
    }
}
