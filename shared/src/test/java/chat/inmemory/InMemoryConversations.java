package chat.inmemory;

import chat.domain.ActiveDay;
import chat.domain.Block;
import chat.domain.ConversationRow;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.Hidden;
import chat.domain.Preview;
import chat.domain.Receipt;
import chat.domain.Relation;
import chat.domain.Setting;
import chat.domain.Settings;
import chat.domain.UserId;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.Receipts;
import chat.port.Relations;
import chat.port.RowBuilder;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// In-memory conversation rows: one state for several ports, like the table.
public final class InMemoryConversations
        implements ConversationIndex, Receipts, ConversationList, ConversationSettings, Relations {
    private static final Comparator<Place> NEWEST_FIRST =
            Comparator.comparing(Place::activeDay).reversed().thenComparing(Place::peer);

    private final Map<UserId, Map<UserId, Stored>> rows = new HashMap<>();

    private record Stored(ConversationRow row, OptionalLong activeDay) {}

    @Override
    public synchronized Optional<ConversationRow> find(UserId user, UserId peer) {
        return Optional.ofNullable(ofUser(user).get(peer)).map(Stored::row);
    }

    @Override
    public synchronized boolean index(UserId user, UserId peer, Entry entry, Instant now) {
        ConversationRow row = row(user, peer);
        if (row.lastSeq() >= entry.seq()) {
            return false;
        }
        store(indexed(row, entry, row.cursors(), now), now);
        return true;
    }

    @Override
    public synchronized boolean indexFrom(
            DeviceId device, UserId user, UserId peer, Entry entry, Instant now) {
        ConversationRow row = row(user, peer);
        if (row.lastSeq() >= entry.seq() || row.cursor(device).orElse(0) != entry.seq() - 1) {
            return false;
        }
        var cursors = new HashMap<>(row.cursors());
        cursors.put(ConversationRow.deviceKey(device), entry.seq());
        store(indexed(row, entry, cursors, now), now);
        return true;
    }

    @Override
    public synchronized boolean indexOperation(
            Optional<DeviceId> device,
            UserId user,
            UserId peer,
            Entry operation,
            Optional<Preview> lastMessage,
            Instant now) {
        ConversationRow row = row(user, peer);
        boolean behind = row.lastSeq() < operation.seq();
        long shown = row.lastMessage().map(Preview::seq).orElse(0L);
        if (behind && lastMessage.isEmpty() && shown < operation.lastMessage()) {
            return false;
        }
        RowBuilder changed = RowBuilder.from(row);
        lastMessage
                .filter(message -> row.lastMessage().map(message::isAfter).orElse(true))
                .ifPresent(changed::lastMessage);
        if (behind) {
            changed.startedAt(started(row, now))
                    .lastSeq(operation.seq())
                    .operations(operation.operations())
                    .peerMessages(operation.countOf(peer))
                    .cursors(moved(row, device, operation.seq()));
        }
        if (!changed.build().equals(row)) {
            var day = behind ? OptionalLong.of(ActiveDay.of(now)) : day(user, peer);
            ofUser(user).put(peer, new Stored(changed.build(), day));
        }
        return true;
    }

    private static Map<String, Long> moved(
            ConversationRow row, Optional<DeviceId> device, long seq) {
        var cursors = new HashMap<>(row.cursors());
        device.filter(d -> row.cursor(d).orElse(0) == seq - 1)
                .ifPresent(d -> cursors.put(ConversationRow.deviceKey(d), seq));
        return cursors;
    }

    private OptionalLong day(UserId user, UserId peer) {
        Stored stored = ofUser(user).get(peer);
        return stored == null ? OptionalLong.empty() : stored.activeDay();
    }

    @Override
    public synchronized Advanced advancePeer(
            UserId user, UserId peer, Receipt peerReceipt, Instant now) {
        ConversationRow row = row(user, peer);
        if (row.peerBlock().on()
                || later(row.peerReceipt(), peerReceipt).equals(row.peerReceipt())) {
            return Advanced.nothing(row);
        }
        return moved(
                RowBuilder.from(row).peerReceipt(later(row.peerReceipt(), peerReceipt)).build(),
                peerReceipt.read() > row.peerReceipt().read(),
                now);
    }

    @Override
    public synchronized Advanced advanceOwn(
            UserId user, UserId peer, Progress progress, Instant now) {
        ConversationRow row = row(user, peer);
        var receipt = new Receipt(progress.delivered(), progress.read().orElse(0));
        if (later(row.receipt(), receipt).equals(row.receipt())
                && row.cursor(progress.device()).orElse(0) >= progress.delivered()) {
            return Advanced.nothing(row);
        }
        var cursors = new HashMap<>(row.cursors());
        cursors.merge(
                ConversationRow.deviceKey(progress.device()), progress.delivered(), Math::max);
        long read = progress.peerMessagesRead().orElse(0);
        return moved(
                RowBuilder.from(row)
                        .peerMessagesRead(Math.max(row.peerMessagesRead(), read))
                        .receipt(later(row.receipt(), receipt))
                        .cursors(cursors)
                        .build(),
                receipt.read() > row.receipt().read(),
                now);
    }

    private Advanced moved(ConversationRow row, boolean readMoved, Instant now) {
        return new Advanced(store(row, now), true, readMoved);
    }

    @Override
    public synchronized void forget(UserId user, UserId peer, Set<String> deviceKeys) {
        ofUser(user)
                .computeIfPresent(
                        peer,
                        (_, stored) -> {
                            var cursors = new HashMap<>(stored.row().cursors());
                            cursors.keySet().removeAll(deviceKeys);
                            return new Stored(
                                    RowBuilder.from(stored.row()).cursors(cursors).build(),
                                    stored.activeDay());
                        });
    }

    @Override
    public synchronized List<ConversationRow> all(UserId user) {
        return ofUser(user).values().stream()
                .filter(stored -> stored.activeDay().isPresent())
                .map(Stored::row)
                .toList();
    }

    @Override
    public synchronized List<ConversationRow> find(UserId user, Collection<UserId> peers) {
        return all(user).stream().filter(row -> peers.contains(row.peer())).toList();
    }

    @Override
    public synchronized List<Place> activeSince(UserId user, long day) {
        return places(user).filter(place -> place.activeDay() >= day).toList();
    }

    @Override
    public synchronized List<Place> newest(UserId user, Optional<Place> after, int limit) {
        return places(user)
                .filter(place -> after.isEmpty() || NEWEST_FIRST.compare(place, after.get()) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void setPeerBlock(UserId user, UserId peer, Block block) {
        ConversationRow row = row(user, peer);
        if (row.peerBlock().version() < block.version()) {
            var day = day(user, peer);
            ofUser(user).put(peer, new Stored(RowBuilder.from(row).peerBlock(block).build(), day));
        }
    }

    @Override
    public synchronized ConversationRow change(
            UserId user, UserId peer, Map<Setting, Boolean> set, Instant now) {
        ConversationRow row = row(user, peer);
        var on = EnumSet.noneOf(Setting.class);
        on.addAll(row.settings().on());
        set.forEach(
                (setting, value) -> {
                    on.remove(setting);
                    if (value) {
                        on.add(setting);
                    }
                });
        var settings = new Settings(on, row.settings().version() + 1);
        return store(RowBuilder.from(row).settings(settings).build(), now);
    }

    synchronized Optional<ConversationRow> publishHidden(
            UserId user, UserId peer, long version, Instant now) {
        ConversationRow row = row(user, peer);
        if (row.hidden().version() != version - 1) {
            return Optional.empty();
        }
        var hidden = new Hidden(version, row.hidden().clearedTo());
        return Optional.of(store(RowBuilder.from(row).hidden(hidden).build(), now));
    }

    synchronized ConversationRow clear(UserId user, UserId peer, long upTo, Instant now) {
        ConversationRow row = row(user, peer);
        if (row.hidden().clearedTo() >= upTo) {
            return row;
        }
        var hidden = new Hidden(row.hidden().version(), upTo);
        return store(RowBuilder.from(row).hidden(hidden).build(), now);
    }

    @Override
    public synchronized Map<UserId, Relation> of(UserId user, Collection<UserId> peers) {
        var relations = new HashMap<UserId, Relation>();
        peers.forEach(peer -> relations.put(peer, row(user, peer).relation()));
        return relations;
    }

    /// Returns all stored rows.
    synchronized Object snapshot() {
        return Snapshot.of(rows);
    }

    private Stream<Place> places(UserId user) {
        return ofUser(user).values().stream()
                .filter(stored -> stored.activeDay().isPresent())
                .map(s -> new Place(s.activeDay().getAsLong(), s.row().peer()))
                .sorted(NEWEST_FIRST);
    }

    private Map<UserId, Stored> ofUser(UserId user) {
        return rows.computeIfAbsent(user, _ -> new TreeMap<>());
    }

    @Override
    public synchronized ConversationRow row(UserId user, UserId peer) {
        return find(user, peer).orElseGet(() -> ConversationRow.empty(user, peer));
    }

    private ConversationRow store(ConversationRow row, Instant now) {
        var day = OptionalLong.of(ActiveDay.of(now));
        ofUser(row.user()).put(row.peer(), new Stored(row, day));
        return row;
    }

    private static Receipt later(Receipt one, Receipt other) {
        return new Receipt(
                Math.max(one.delivered(), other.delivered()), Math.max(one.read(), other.read()));
    }

    private static ConversationRow indexed(
            ConversationRow row, Entry entry, Map<String, Long> cursors, Instant now) {
        return RowBuilder.from(row)
                .startedAt(started(row, now))
                .lastSeq(entry.seq())
                .lastMessage(Preview.of(entry))
                .operations(entry.operations())
                .peerMessages(entry.countOf(row.peer()))
                .cursors(cursors)
                .build();
    }

    private static Instant started(ConversationRow row, Instant now) {
        return row.startedAt().orElseGet(() -> now.truncatedTo(ChronoUnit.MILLIS));
    }
}
