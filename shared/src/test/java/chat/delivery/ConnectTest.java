package chat.delivery;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.Connect.Arrival;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.ContactNumber;
import chat.domain.DeviceId;
import chat.domain.Name;
import chat.domain.User;
import chat.domain.User.Device;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.InMemoryChat;
import chat.port.UserBuilder;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class ConnectTest {
    private static final Instant TOKEN_END = NOON.plus(Duration.ofHours(12));

    private static final ContactNumber NUMBER = new ContactNumber("+4915112345678");

    private final InMemoryChat chat = new InMemoryChat(NOON);

    @Test
    void aNewUserIsStoredWithTheTokensClaims() {
        assertThat(connect(arrival(PHONE, "one"))).isTrue();

        assertThat(user())
                .isEqualTo(
                        UserBuilder.user(ALICE)
                                .name("Alice")
                                .contactNumber(NUMBER)
                                .devices(Map.of(PHONE, new Device(NOON, NOON)))
                                .lastClaim(new User.Claim(NUMBER, Optional.empty()))
                                .build());
    }

    /// The number now belongs to Bob, but Alice's issuer still has it in her token.
    @Test
    void aNumberVerifiedLaterByAnotherUserIsNotReclaimed() {
        connect(arrival(PHONE, "one"));
        chat.ports().clock().advance(Duration.ofDays(1));
        connect(withNumber(BOB, NUMBER));
        chat.ports().clock().advance(Duration.ofDays(1));

        connect(arrival(PHONE, "two"));

        assertThat(chat.ports().users().holder(NUMBER).map(User::id)).contains(BOB);
        assertThat(user().contactNumber()).isEmpty();
    }

    @Test
    void aNewNumberInATokenIsClaimed() {
        var other = new ContactNumber("+4915187654321");
        connect(arrival(PHONE, "one"));
        chat.ports().clock().advance(Duration.ofDays(1));

        connect(withNumber(ALICE, other));

        assertThat(user().contactNumber()).contains(other);
        assertThat(chat.ports().users().holder(NUMBER)).isEmpty();
    }

    @Test
    void theNextConnectCompletesACrashedClaim() {
        chat.ports().users().put(holding(BOB, NOON.minusSeconds(60)).build());
        var unsettled = new User.Claim(NUMBER, Optional.of(NOON));
        chat.ports().users().put(holding(ALICE, NOON).lastClaim(unsettled).build());

        connect(arrival(PHONE, "one"));

        assertThat(chat.ports().users().find(BOB).orElseThrow().contactNumber()).isEmpty();
        assertThat(user().contactNumber()).contains(NUMBER);
        assertThat(user().lastClaim()).contains(new User.Claim(NUMBER, Optional.empty()));
    }

    @Test
    void aCrashedClaimDoesNotTakeTheNumberFromALaterHolder() {
        var unsettled = new User.Claim(NUMBER, Optional.of(NOON));
        chat.ports().users().put(holding(ALICE, NOON).lastClaim(unsettled).build());
        chat.ports().users().put(holding(BOB, NOON.plusSeconds(60)).build());
        chat.ports().clock().advance(Duration.ofDays(1));

        connect(arrival(PHONE, "one"));

        assertThat(chat.ports().users().holder(NUMBER).map(User::id)).contains(BOB);
    }

    private static UserBuilder holding(UserId id, Instant verifiedAt) {
        return UserBuilder.user(id)
                .contactNumber(NUMBER)
                .joinedAt(verifiedAt)
                .lastActiveAt(verifiedAt);
    }

    private static Arrival withNumber(UserId user, ContactNumber number) {
        return new Arrival(
                user,
                Optional.empty(),
                Optional.of(number),
                PHONE,
                new ConnectionId(user.value() + "-with-number"),
                Optional.empty(),
                TOKEN_END.plus(Duration.ofDays(9)));
    }

    @Test
    void laterTokensDoNotChangeTheUser() {
        connect(arrival(PHONE, "one"));
        chat.ports().clock().advance(Duration.ofDays(1));

        connect(
                new Arrival(
                        ALICE,
                        Optional.of(new Name("Mallory")),
                        Optional.empty(),
                        PHONE,
                        new ConnectionId("two"),
                        Optional.empty(),
                        TOKEN_END.plus(Duration.ofDays(1))));

        assertThat(user().name()).contains(new Name("Alice"));
        assertThat(user().contactNumber()).contains(NUMBER);
        assertThat(user().joinedAt()).isEqualTo(NOON);
    }

    @Test
    void theConnectionHasTheValuesForTheCatchUp() {
        connect(arrival(PHONE, "one"));
        Instant later = chat.ports().clock().advance(Duration.ofHours(1));
        Instant since = NOON.plusSeconds(9);

        connect(arrival(PHONE, "two", Optional.of(since)));

        assertThat(connection("one"))
                .isEqualTo(
                        new Connection(
                                ALICE,
                                new ConnectionId("one"),
                                PHONE,
                                NOON,
                                Optional.empty(),
                                NOON,
                                Optional.empty(),
                                NOON.plus(Connection.LEASE)));
        assertThat(connection("one").isFirstOfDevice()).isTrue();
        assertThat(connection("two").deviceFirstSeenAt()).isEqualTo(NOON);
        assertThat(connection("two").since()).contains(since);
        assertThat(connection("two").connectedAt()).isEqualTo(later);
        assertThat(connection("two").isFirstOfDevice()).isFalse();
        assertThat(user().devices()).isEqualTo(Map.of(PHONE, new Device(NOON, later)));
    }

    @Test
    void theLeaseEndsNoLaterThanTheToken() {
        chat.ports().clock().set(TOKEN_END.minusSeconds(60));
        connect(arrival(PHONE, "one"));

        assertThat(connection("one").expiresAt()).isEqualTo(TOKEN_END);
    }

    @Test
    void theInsertReachesTheStream() {
        List<Connection> inserted = new ArrayList<>();
        chat.ports().connections().onInsert(inserted::add);

        connect(arrival(PHONE, "one"));

        assertThat(inserted).containsExactly(connection("one"));
    }

    /// The socket opens only after the response to this request, so a post would return 410.
    @Test
    void aConnectPostsNothingToTheSocket() {
        var faults = Faults.none();
        chat.with(faults).services().connect().handle(arrival(PHONE, "one"), NOON);

        assertThat(faults.calls())
                .containsExactly(
                        "Users.find",
                        "Users.add",
                        "ContactNumbers.claim",
                        "Users.replaceDevices",
                        "Connections.add",
                        "Users.find",
                        "Connections.of");
    }

    @Test
    void aDisabledUserCannotConnect() {
        connect(arrival(PHONE, "one"));
        chat.ports().users().enable(ALICE, false);

        assertThat(connect(arrival(LAPTOP, "two"))).isFalse();

        assertThat(chat.ports().connections().of(ALICE)).hasSize(1);
        assertThat(user().devices()).containsOnlyKeys(PHONE);
    }

    @Test
    void oneDeviceMayHaveSeveralConnections() {
        connect(arrival(PHONE, "one"));
        connect(arrival(PHONE, "two"));

        assertThat(chat.ports().connections().of(ALICE)).hasSize(2);
        assertThat(user().devices()).hasSize(1);
    }

    private boolean connect(Arrival arrival) {
        return chat.services().connect().handle(arrival, chat.now());
    }

    private static Arrival arrival(DeviceId device, String connection) {
        return arrival(device, connection, Optional.empty());
    }

    private static Arrival arrival(DeviceId device, String connection, Optional<Instant> since) {
        return new Arrival(
                ALICE,
                Optional.of(new Name("Alice")),
                Optional.of(NUMBER),
                device,
                new ConnectionId(connection),
                since,
                TOKEN_END);
    }

    private User user() {
        return chat.ports().users().find(ALICE).orElseThrow();
    }

    private Connection connection(String id) {
        return chat.ports().connections().find(ALICE, new ConnectionId(id)).orElseThrow();
    }
}
