package chat.protocol;

import chat.domain.Body;
import chat.domain.ClientMessageId;
import chat.domain.ContactNumber;
import chat.domain.ConversationRow;
import chat.domain.Counts;
import chat.domain.DeviceId;
import chat.domain.Entry;
import chat.domain.EntryKind;
import chat.domain.Fold;
import chat.domain.FoldedMessage;
import chat.domain.Hash;
import chat.domain.Hidden;
import chat.domain.Match;
import chat.domain.Name;
import chat.domain.Presence;
import chat.domain.Presence.Status;
import chat.domain.Preview;
import chat.domain.Privacy;
import chat.domain.Profile;
import chat.domain.Receipt;
import chat.domain.Salt;
import chat.domain.Setting;
import chat.domain.Settings;
import chat.domain.Snippet;
import chat.domain.UserId;
import chat.port.RowBuilder;
import chat.protocol.ServerFrame.Rejected;

import com.fasterxml.jackson.jr.ob.JSON;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// Decodes frames of the server, as a client does. Encoding the result gives the same JSON.
///
/// Values that a frame omits are filled in: an entry's counts are 0 and 0, its digest is zero
/// unless it is the frame's last entry, and its body hash is computed from salt and body. The user
/// of a row is [#READER], and its message counts give only the number of unread messages.
public final class ServerFrames {
    /// The user of every row: a frame does not name its recipient.
    public static final UserId READER = new UserId("reader");

    private final Map<String, Object> fields;
    private final DeviceId device;

    private ServerFrames(Map<String, Object> fields, DeviceId device) {
        this.fields = fields;
        this.device = device;
    }

    /// Decodes a frame.
    ///
    /// @param device the reader's device, whose cursor `caughtUp` carries
    /// @throws IllegalArgumentException if the type is not in the protocol
    public static ServerFrame decode(String json, DeviceId device) {
        try {
            return new ServerFrames(JSON.std.mapFrom(json), device).frame();
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private ServerFrame frame() {
        return switch (text("type")) {
            case "accepted" ->
                    new ServerFrame.Accepted(requestId(), peer(), entry(Optional.of(digest())));
            case "messages" ->
                    new ServerFrame.Messages(peer(), optionalNumber("after"), entries("messages"));
            case "receipt" ->
                    new ServerFrame.PeerReceipt(
                            peer(), new Receipt(number("delivered"), number("read")), time("at"));
            case "cursor" -> new ServerFrame.ReadCursor(peer(), number("read"));
            case "caughtUp" ->
                    new ServerFrame.CaughtUp(
                            requestId(), optionalTime("at"), flag("more"), device, rows());
            case "acked" -> new ServerFrame.Acked(text("requestId"));
            case "history" ->
                    new ServerFrame.HistoryPage(
                            requestId(),
                            peer(),
                            entries("messages"),
                            flag("more"),
                            fields.containsKey("state")
                                    ? Optional.of(
                                            objects("state").stream()
                                                    .map(state -> state.folded(this))
                                                    .toList())
                                    : Optional.empty());
            case "conversations" ->
                    new ServerFrame.ConversationsPage(requestId(), rows(), optionalText("cursor"));
            case "profile" ->
                    new ServerFrame.ProfilesOf(
                            requestId(),
                            objects("users").stream().map(ServerFrames::profile).toList());
            case "conversation" -> new ServerFrame.SettingsOf(requestId(), peer(), settings());
            case "hidden" ->
                    new ServerFrame.HiddenOf(
                            requestId(),
                            peer(),
                            new Hidden(number("version"), number("clearedTo")),
                            integers("seqs"),
                            optionalNumber("next").stream().boxed().findFirst());
            case "searched" ->
                    new ServerFrame.Searched(
                            requestId(),
                            objects("hits").stream().map(ServerFrames::hit).toList(),
                            optionalText("cursor"));
            case "presence" ->
                    new ServerFrame.PresenceOf(
                            requestId(),
                            objects("users").stream().map(ServerFrames::presence).toList());
            case "typing" -> new ServerFrame.TypingOf(peer(), text("state").equals("started"));
            case "rejected" -> rejected();
            default -> throw new IllegalArgumentException("unknown type " + text("type"));
        };
    }

    private ServerFrame.Hit hit() {
        var matches =
                ((List<?>) required("matches"))
                        .stream()
                                .map(match -> (List<?>) match)
                                .map(
                                        match ->
                                                new Match(
                                                        ((Number) match.getFirst()).intValue(),
                                                        ((Number) match.getLast()).intValue()))
                                .toList();
        return new ServerFrame.Hit(
                peer(),
                number("seq"),
                new UserId(text("from")),
                time("sentAt"),
                new Snippet(text("snippet"), matches));
    }

    private Presence presence() {
        return new Presence(
                new UserId(text("user")),
                Arrays.stream(Status.values())
                        .filter(status -> status.wireName().equals(text("status")))
                        .findFirst()
                        .orElseThrow(),
                optionalTime("until"),
                optionalTime("lastActiveAt"),
                time("at"));
    }

    private Optional<Instant> optionalTime(String name) {
        return fields.containsKey(name) ? Optional.of(time(name)) : Optional.empty();
    }

    private List<Long> integers(String name) {
        return ((List<?>) fields.getOrDefault(name, List.of()))
                .stream().map(value -> ((Number) value).longValue()).toList();
    }

    private List<Entry> entries(String name) {
        List<ServerFrames> objects = objects(name);
        return objects.stream()
                .map(
                        object ->
                                object.entry(
                                        object == objects.getLast()
                                                ? Optional.of(digest())
                                                : Optional.empty()))
                .toList();
    }

    /// Decodes a message, or the `accepted` frame of an own message, which has no body.
    private Entry entry(Optional<Hash> digest) {
        Optional<Body> body = object("body").flatMap(ServerFrames::body);
        Optional<Salt> salt = optionalText("salt").map(Salt::new);
        return new Entry(
                number("seq"),
                optionalText("kind").map(EntryKind::new).orElse(EntryKind.MESSAGE),
                optionalNumber("target").orElse(Entry.NO_TARGET),
                optionalText("from").map(UserId::new).orElse(READER),
                clientMessageId().orElseThrow(),
                time("sentAt"),
                new Counts(0, 0),
                body,
                salt,
                bodyHash(body, salt),
                digest.orElse(Hash.ZERO),
                Optional.empty(),
                fold());
    }

    /// The content of a body; empty if it is erased.
    private Optional<Body> body() {
        return switch (text("type")) {
            case Body.Text.TYPE ->
                    Optional.of(
                            new Body.Text(
                                    text("text"), (int) optionalNumber("forwarded").orElse(0)));
            case Body.Edit.TYPE -> Optional.of(new Body.Edit(text("text")));
            case Body.Remove.TYPE -> Optional.of(new Body.Remove());
            case Body.Reaction.TYPE -> Optional.of(new Body.Reaction(text("emoji")));
            case "erased" -> Optional.empty();
            default -> Optional.of(new Body.Unknown(text("type")));
        };
    }

    /// Decodes a state of a page. Of the edits it has only the last one and their number.
    private FoldedMessage folded(ServerFrames page) {
        Entry message =
                page.objects("messages").stream()
                        .filter(object -> object.number("seq") == number("seq"))
                        .findFirst()
                        .orElseThrow()
                        .entry(Optional.empty());
        Optional<Entry> edit = object("edit").map(fields -> fields.edit(message));
        long last = edit.map(Entry::seq).orElse(0L);
        var edits = new TreeSet<Long>();
        LongStream.range(0, optionalNumber("edits").orElse(0)).forEach(i -> edits.add(last - i));
        var reactions = new TreeMap<UserId, Fold.Reaction>();
        (fields.containsKey("reactions") ? objects("reactions") : List.<ServerFrames>of())
                .forEach(
                        reaction ->
                                reactions.put(
                                        new UserId(reaction.text("from")),
                                        new Fold.Reaction(
                                                reaction.number("seq"), reaction.text("emoji"))));
        return new FoldedMessage(
                with(message, new Fold(edits, OptionalLong.empty(), reactions)), edit);
    }

    private Entry edit(Entry message) {
        var body = new Body.Edit(object("body").orElseThrow().text("text"));
        return new Entry(
                number("seq"),
                EntryKind.EDIT,
                message.seq(),
                message.from(),
                message.clientMessageId(),
                message.sentAt(),
                message.counts(),
                Optional.of(body),
                Optional.empty(),
                Hash.ZERO,
                Hash.ZERO,
                Optional.empty(),
                Fold.NONE);
    }

    private static Entry with(Entry entry, Fold fold) {
        return new Entry(
                entry.seq(),
                entry.kind(),
                entry.target(),
                entry.from(),
                entry.clientMessageId(),
                entry.sentAt(),
                entry.counts(),
                entry.body(),
                entry.salt(),
                entry.bodyHash(),
                entry.digest(),
                entry.operation(),
                fold);
    }

    /// A frame states only by which entry a message was removed.
    private Fold fold() {
        return new Fold(Fold.NONE.edits(), optionalNumber("removedBy"), Fold.NONE.reactions());
    }

    private Hash bodyHash(Optional<Body> body, Optional<Salt> salt) {
        if (body.isPresent() && body.get() instanceof Body.Content content && salt.isPresent()) {
            return content.hash(salt.get());
        }
        return optionalText("bodyHash")
                .or(() -> object("body").flatMap(erased -> erased.optionalText("hash")))
                .map(Hash::new)
                .orElse(Hash.ZERO);
    }

    private List<ConversationRow> rows() {
        return objects("conversations").stream().map(ServerFrames::row).toList();
    }

    private ConversationRow row() {
        var row =
                RowBuilder.row(READER, peer())
                        .lastSeq(number("lastSeq"))
                        .peerMessages(optionalNumber("unread").orElse(0))
                        .receipt(new Receipt(number("delivered"), number("read")))
                        .peerReceipt(new Receipt(number("peerDelivered"), number("peerRead")))
                        .settings(settings())
                        .hidden(
                                new Hidden(
                                        optionalNumber("hiddenVersion").orElse(0),
                                        optionalNumber("clearedTo").orElse(0)));
        object("lastMessage").map(ServerFrames::preview).ifPresent(row::lastMessage);
        optionalNumber("cursor").ifPresent(cursor -> row.cursor(device, cursor));
        return row.build();
    }

    private Settings settings() {
        var on = EnumSet.noneOf(Setting.class);
        for (Setting setting : Setting.values()) {
            if (flag(setting.wireName())) {
                on.add(setting);
            }
        }
        return new Settings(on, optionalNumber("settingsVersion").orElse(0));
    }

    private Profile profile() {
        Optional<Profile.Own> own =
                object("privacy")
                        .map(
                                privacy ->
                                        new Profile.Own(
                                                optionalText("contactNumber")
                                                        .map(ContactNumber::new),
                                                privacy.privacy()));
        return new Profile(
                new UserId(text("user")),
                optionalText("name").map(Name::new),
                time("joinedAt"),
                own);
    }

    private Privacy privacy() {
        return new Privacy(
                Privacy.Audience.of(text("lastSeen")),
                Privacy.Audience.of(text("online")),
                flag("readReceipts"));
    }

    private Preview preview() {
        return new Preview(
                number("seq"), new UserId(text("from")), text("preview"), time("sentAt"), 0);
    }

    private Rejected rejected() {
        ErrorCode code =
                Arrays.stream(ErrorCode.values())
                        .filter(known -> known.wireName().equals(text("code")))
                        .findFirst()
                        .orElseThrow();
        return new Rejected(
                requestId(),
                code,
                text("message"),
                optionalText("peer").map(UserId::new),
                clientMessageId(),
                optionalNumber("retryAfterMs").stream().mapToObj(Duration::ofMillis).findFirst());
    }

    private Optional<String> requestId() {
        return optionalText("requestId");
    }

    private UserId peer() {
        return new UserId(text("peer"));
    }

    private Hash digest() {
        return new Hash(text("digest"));
    }

    private Optional<ClientMessageId> clientMessageId() {
        return optionalText("clientMessageId").map(ClientMessageId::new);
    }

    private String text(String name) {
        return (String) required(name);
    }

    private Optional<String> optionalText(String name) {
        return Optional.ofNullable((String) fields.get(name));
    }

    private long number(String name) {
        return ((Number) required(name)).longValue();
    }

    private OptionalLong optionalNumber(String name) {
        return fields.containsKey(name) ? OptionalLong.of(number(name)) : OptionalLong.empty();
    }

    private Instant time(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    private boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    private Optional<ServerFrames> object(String name) {
        return Optional.ofNullable(fields.get(name)).map(this::object);
    }

    private List<ServerFrames> objects(String name) {
        return ((List<?>) required(name)).stream().map(this::object).toList();
    }

    @SuppressWarnings("unchecked")
    private ServerFrames object(Object value) {
        return new ServerFrames((Map<String, Object>) value, device);
    }

    private Object required(String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
