package chat.presence;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.domain.Presence;
import chat.domain.Presence.Status;
import chat.domain.Privacy;
import chat.domain.Privacy.Audience;
import chat.domain.Profile;
import chat.domain.Setting;
import chat.domain.UserId;
import chat.inmemory.Hook;
import chat.inmemory.InMemoryAnnouncements.Request;
import chat.inmemory.InMemoryChat;
import chat.inmemory.InMemoryGateway.Socket;
import chat.limits.Limit;
import chat.port.PresenceSubscriptions.Subscription;
import chat.protocol.ClientFrame;
import chat.protocol.ClientFrame.Position;
import chat.protocol.ErrorCode;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.PresenceOf;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Alice subscribes to the presence of Bob, with whom she has a conversation.
final class PresenceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");

    PresenceTest() {
        Caller bob = chat.online(BOB, PHONE, "bob-before");
        chat.send(alice, BOB, 1, new Position.After(0));
        leave(bob);
        chat.ports().clock().advance(MINUTE);
        chat.take(alice);
    }

    @Test
    void aUserWithoutAnOpenConnectionIsOfflineSinceTheLastOneClosed() {
        assertThat(watch(BOB))
                .containsExactly(
                        new Presence(
                                BOB,
                                Status.OFFLINE,
                                Optional.of(chat.now().plus(Presence.VALIDITY_MAX)),
                                Optional.of(NOON),
                                chat.now()));
    }

    @Test
    void onlySubscribersAreNotifiedWhenAUserComesOnline() {
        watch(BOB);
        Caller carol = chat.online(CAROL, PHONE, "carol-phone");

        arrive(PHONE, "bob-phone");

        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"online\"");
        assertThat(presenceFrames(carol)).isEmpty();
    }

    @Test
    void aSocketThatIsStillOpeningDoesNotMakeItsUserOnline() {
        chat.arrive(BOB, PHONE, "bob-phone", Optional.empty());

        assertThat(watch(BOB)).extracting(Presence::status).containsExactly(Status.OFFLINE);
    }

    @Test
    void theFirstDeviceMakesAUserOnlineAndTheLastOffline() {
        watch(BOB);

        Caller first = arrive(PHONE, "bob-phone");
        Caller second = arrive(LAPTOP, "bob-laptop");
        Caller third = arrive(new DeviceId("tablet"), "bob-tablet");
        assertThat(presenceFrames(alice)).hasSize(1);

        leave(first);
        leave(second);
        pass();
        assertThat(presenceFrames(alice)).isEmpty();

        leave(third);
        pass();
        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"offline\"");
    }

    @Test
    void twoConcurrentlyOpenedConnectionsNotifyAtLeastOnce() {
        watch(BOB);
        Caller one = chat.online(BOB, PHONE, "bob-1");
        Caller other = chat.online(BOB, LAPTOP, "bob-2");
        chat.catchUp(one);
        chat.catchUp(other);

        opened(other);
        assertThat(presenceFrames(alice)).isEmpty();
        opened(one);
        assertThat(presenceFrames(alice)).hasSize(1);
    }

    /// The record of the opening is processed after the connection has ended.
    @Test
    void aConnectionThatEndedBeforeItsOpeningIsProcessedIsAnnounced() {
        watch(BOB);
        Caller bob = chat.online(BOB, PHONE, "bob-phone");
        chat.catchUp(bob);
        chat.ports().connections().remove(BOB, bob.connection());

        opened(bob);

        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"offline\"");
    }

    @Test
    void theEndOfOneOfTwoConnectionsIsNotQueued() {
        watch(BOB);
        Caller phone = arrive(PHONE, "bob-phone");
        arrive(LAPTOP, "bob-laptop");

        leave(phone);

        assertThat(chat.ports().announcements().takeAll()).isEmpty();
    }

    @Test
    void anEndedSubscriptionCausesNoAnnouncement() {
        watch(BOB);
        chat.ports().clock().advance(Connection.LEASE);

        chat.services().trackPresence().closed(BOB, chat.now());

        assertThat(chat.ports().announcements().takeAll()).isEmpty();
    }

    @Test
    void aReconnectWithinASecondIsNeverReportedAsOffline() {
        watch(BOB);
        leave(arrive(PHONE, "bob-phone"));

        arrive(PHONE, "bob-back");
        assertThat(presenceFrames(alice)).noneMatch(frame -> frame.contains("offline"));

        pass();
        assertThat(presenceFrames(alice)).isEmpty();
    }

    @Test
    void withoutADisconnectPresenceEndsWithTheLease() {
        arrive(PHONE, "bob-phone");
        Presence online = watch(BOB).getFirst();
        assertThat(online.until()).contains(chat.now().plus(Presence.VALIDITY_MAX));

        chat.ports().clock().advance(Connection.LEASE);

        Caller back = chat.online(ALICE, PHONE, "alice-back");
        assertThat(ask(back, List.of(), List.of(BOB)))
                .extracting(Presence::status)
                .containsExactly(Status.OFFLINE);
    }

    @Test
    void onlineIsReportedAtMostUntilTheLeaseEnds() {
        arrive(PHONE, "bob-phone");
        chat.ports().clock().advance(Connection.LEASE.minus(MINUTE));

        Caller back = chat.online(ALICE, PHONE, "alice-back");
        assertThat(ask(back, List.of(), List.of(BOB)).getFirst().until())
                .contains(chat.now().plus(MINUTE));
    }

    @Test
    void aPushToAClosedConnectionMakesItsUserOffline() {
        watch(BOB);
        Caller bob = arrive(PHONE, "bob-phone");
        presenceFrames(alice);
        chat.lose(bob);

        chat.send(alice, BOB, 2, new Position.After(1));
        chat.services().trackPresence().closed(BOB, chat.now());
        pass();

        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"offline\"");
    }

    @Test
    void aChangeAfterTheFirstReadIsAnnounced() {
        Hook arrival = Hook.after("Connections.of", () -> arrive(PHONE, "bob-phone"));

        var answer = ask(chat.with(arrival), alice, List.of(BOB), List.of());

        assertThat(answer).extracting(Presence::status).containsExactly(Status.OFFLINE);
        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"online\"");
    }

    /// If the user hides after the subscribers were read, the announcement must use the new
    /// setting.
    @Test
    void anAnnouncementReadsTheUserAfterTheSubscribers() {
        watch(BOB);
        arrive(PHONE, "bob-phone");
        presenceFrames(alice);
        Hook hiding = Hook.after("PresenceSubscriptions.of", () -> hide(BOB));

        chat.with(hiding).services().announcePresence().changed(BOB, chat.now());

        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"unknown\"");
    }

    /// An eventually consistent read may return the setting before the user hid.
    @Test
    void anAnnouncementReadsTheUserConsistently() {
        watch(BOB);
        arrive(PHONE, "bob-phone");
        presenceFrames(alice);
        Hook never =
                new Hook(
                        "Profiles.findEventual",
                        () -> {
                            throw new AssertionError("an eventually consistent read");
                        });

        chat.with(never).services().announcePresence().changed(BOB, chat.now());

        assertThat(presenceFrames(alice)).hasSize(1);
    }

    /// Alice has written to Bob, so Bob is her contact. Alice becomes Bob's contact only after he
    /// has answered.
    @Test
    void presenceForContactsIsAnnouncedToTheUsersContacts() {
        Caller bob = arrive(PHONE, "bob-phone");
        show(bob, Audience.CONTACTS);
        assertThat(watch(BOB)).extracting(Presence::status).containsExactly(Status.UNKNOWN);

        chat.services().announcePresence().changed(BOB, chat.now());
        assertThat(presenceFrames(alice)).last().asString().contains("\"status\":\"unknown\"");

        chat.send(bob, ALICE, 2, new Position.After(1));
        chat.services().announcePresence().changed(BOB, chat.now());
        assertThat(presenceFrames(alice)).last().asString().contains("\"status\":\"online\"");
    }

    @Test
    void unsubscribingStopsNotifications() {
        watch(BOB);
        chat.services()
                .watchPresence()
                .handle(
                        alice,
                        new ClientFrame.Presence(
                                Optional.empty(), List.of(), List.of(BOB), List.of()),
                        chat.now());

        arrive(PHONE, "bob-phone");

        assertThat(presenceFrames(alice)).isEmpty();
    }

    /// Nothing is pushed to a connection after its token has expired.
    @Test
    void aSubscriberWithAnExpiredTokenIsNotNotified() {
        Instant end = chat.now().plus(MINUTE);
        var expiring = new Caller(ALICE, PHONE, alice.connection(), end);
        ask(chat, expiring, List.of(BOB), List.of());
        Caller bob = arrive(PHONE, "bob-phone");
        assertThat(presenceFrames(alice)).hasSize(1);

        chat.ports().clock().set(end);
        leave(bob);
        pass();

        assertThat(presenceFrames(alice)).isEmpty();
    }

    @Test
    void aSubscriberWithAClosedSocketIsRemoved() {
        watch(BOB);
        chat.lose(alice);

        arrive(PHONE, "bob-phone");

        assertThat(chat.ports().subscriptions().of(BOB)).isEmpty();
    }

    /// Otherwise it would get no more notifications without noticing.
    @Test
    void aSubscribersOpenSocketThatIsReportedGoneIsClosed() {
        watch(BOB);
        chat.ports().gateway().set(alice.connection(), Socket.OVERLOOKED);

        arrive(PHONE, "bob-phone");

        assertThat(chat.ports().gateway().socket(alice.connection())).isEqualTo(Socket.GONE);
        assertThat(chat.ports().subscriptions().of(BOB)).isEmpty();
    }

    @Test
    void aThrottledSubscriberIsSkipped() {
        watch(BOB);
        chat.ports().gateway().set(alice.connection(), Socket.UNKNOWN);

        arrive(PHONE, "bob-phone");

        assertThat(chat.ports().redelivery().pending()).isEmpty();
        assertThat(chat.ports().subscriptions().of(BOB)).hasSize(1);
    }

    @Test
    void aBlockedUserSeesUnknownPresenceAtOnce() {
        watch(BOB);
        Caller bob = arrive(PHONE, "bob-phone");
        presenceFrames(alice);

        block(bob, true);
        pass();
        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"unknown\"");

        block(bob, false);
        pass();
        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"online\"");
    }

    @Test
    void aUserWhoHidesPresenceIsUnknownAndCannotSeeThatOfOthers() {
        arrive(PHONE, "bob-phone");
        arrive(LAPTOP, "bob-laptop");
        watch(BOB);

        hide(BOB);
        pass();

        assertThat(presenceFrames(alice))
                .singleElement()
                .asString()
                .contains("\"status\":\"unknown\"");
        Caller bob = chat.online(BOB, PHONE, "bob-2");
        assertThat(ask(bob, List.of(), List.of(ALICE)))
                .extracting(Presence::status)
                .containsExactly(Status.UNKNOWN);
    }

    @Test
    void aUserWhoHidesOnlyOnlineStatusStillShowsTheLastActivity() {
        chat.ports()
                .users()
                .change(
                        BOB,
                        new Profile.Change(
                                Optional.empty(),
                                new Privacy.Change(
                                        Optional.empty(),
                                        Optional.of(Audience.NOBODY),
                                        Optional.empty())));
        arrive(PHONE, "bob-phone");
        Instant connected = chat.now();
        chat.ports().clock().advance(MINUTE);

        assertThat(watch(BOB))
                .containsExactly(
                        new Presence(
                                BOB,
                                Status.UNKNOWN,
                                Optional.empty(),
                                Optional.of(connected),
                                chat.now()));
    }

    @Test
    void anUnknownUserHasUnknownPresence() {
        assertThat(watch(new UserId("nobody")))
                .containsExactly(Presence.unknown(new UserId("nobody"), chat.now()));
    }

    @Test
    void aChangeNotifiesTheThousandNewestSubscribers() {
        var subscriptions = chat.ports().subscriptions();
        for (int i = 0; i <= AnnouncePresence.WATCHERS_MAX; i++) {
            var gone = new ConnectionId("gone-" + i);
            subscriptions.add(new Subscription(BOB, gone, ALICE, chat.now().plusSeconds(60 + i)));
        }

        chat.services().announcePresence().changed(BOB, chat.now());

        // Each notified connection is closed, so its subscription is removed.
        assertThat(subscriptions.of(BOB))
                .extracting(Subscription::connection)
                .containsExactly(new ConnectionId("gone-0"));
    }

    @Test
    void aRateLimitedSubscribeStoresNothing() {
        chat.ports().limits().reach(Limit.PRESENCE_WATCHES, MINUTE);

        ServerFrame answer =
                chat.services()
                        .watchPresence()
                        .handle(
                                alice,
                                new ClientFrame.Presence(
                                        Optional.of("r"), List.of(BOB), List.of(), List.of()),
                                chat.now());

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> {
                            assertThat(rejected.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                            assertThat(rejected.retryAfter()).contains(MINUTE);
                        });
        assertThat(chat.ports().subscriptions().of(BOB)).isEmpty();
    }

    @Test
    void connectionsOfUsersWithoutSubscribersAreNotRead() {
        Hook never =
                new Hook(
                        "Connections.of",
                        () -> {
                            throw new AssertionError("connections are read");
                        });

        chat.with(never).services().trackPresence().opened(BOB, new ConnectionId("c"), chat.now());
        chat.with(never).services().trackPresence().closed(BOB, chat.now());

        assertThat(chat.ports().announcements().takeAll()).isEmpty();
    }

    // Actions of clients, stream and queue.

    private List<Presence> watch(UserId... users) {
        return ask(alice, List.of(users), List.of());
    }

    private List<Presence> ask(Caller caller, List<UserId> watch, List<UserId> get) {
        return ask(chat, caller, watch, get);
    }

    private static List<Presence> ask(
            InMemoryChat chat, Caller caller, List<UserId> watch, List<UserId> get) {
        var frame = new ClientFrame.Presence(Optional.of("r"), watch, List.of(), get);
        ServerFrame answer = chat.services().watchPresence().handle(caller, frame, chat.now());
        return ((PresenceOf) answer).users();
    }

    private Caller arrive(DeviceId device, String connection) {
        chat.ports().clock().advance(Duration.ofMillis(1));
        Caller caller = chat.online(BOB, device, connection);
        chat.catchUp(caller);
        opened(caller);
        return caller;
    }

    private void opened(Caller caller) {
        chat.services().trackPresence().opened(BOB, caller.connection(), chat.now());
    }

    private void leave(Caller bob) {
        chat.services().disconnect().handle(BOB, bob.connection(), chat.now());
        chat.services().trackPresence().closed(BOB, chat.now());
    }

    /// Processes the announcement queue, as after its delay.
    private void pass() {
        for (Request request : chat.ports().announcements().takeAll()) {
            if (request.onlyIfAway()) {
                chat.services().announcePresence().stillAway(request.user(), chat.now());
            } else {
                chat.services().announcePresence().changed(request.user(), chat.now());
            }
        }
    }

    private void block(Caller bob, boolean blocked) {
        var frame =
                new ClientFrame.Conversation(
                        Optional.empty(), ALICE, Map.of(Setting.BLOCKED, blocked));
        chat.services().changeConversation().handle(bob, frame, chat.now());
    }

    private void hide(UserId user) {
        show(
                new Caller(user, PHONE, new ConnectionId("bob-phone"), chat.now().plus(MINUTE)),
                Audience.NOBODY);
    }

    private void show(Caller caller, Audience audience) {
        var shown = Optional.of(audience);
        var frame =
                new ClientFrame.Profile.Set(
                        Optional.empty(),
                        new Profile.Change(
                                Optional.empty(),
                                new Privacy.Change(shown, shown, Optional.empty())));
        chat.services().userProfiles().handle(caller, frame, chat.now());
    }

    private List<String> presenceFrames(Caller caller) {
        return chat.take(caller).stream()
                .filter(frame -> frame.startsWith("{\"type\":\"presence\""))
                .toList();
    }
}
