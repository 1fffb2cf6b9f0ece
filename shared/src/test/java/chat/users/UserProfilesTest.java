package chat.users;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.Caller;
import chat.domain.ContactNumber;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.Profile;
import chat.domain.UserId;
import chat.inmemory.Faults;
import chat.inmemory.InMemoryChat;
import chat.limits.Limit;
import chat.protocol.ClientFrame;
import chat.protocol.ErrorCode;
import chat.protocol.FrameEncoder;
import chat.protocol.ServerFrame;
import chat.protocol.ServerFrame.ProfilesOf;
import chat.protocol.ServerFrame.Rejected;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class UserProfilesTest {
    private static final ContactNumber NUMBER = new ContactNumber("+4915112345678");

    private final InMemoryChat chat = new InMemoryChat(NOON);
    private final Caller alice = chat.online(ALICE, PHONE, "alice-phone");

    @BeforeEach
    void bobHasANumber() {
        chat.online(BOB, PHONE, "bob-phone");
        chat.ports().users().claim(BOB, NUMBER, NOON);
    }

    @Test
    void profilesAreInTheRequestedOrderWithoutUnknownUsers() {
        assertThat(users(get(BOB, CAROL, ALICE)))
                .extracting(Profile::user)
                .containsExactly(BOB, ALICE);
    }

    @Test
    void phoneNumberAndPrivacyAreHiddenFromOtherUsers() {
        String frame = FrameEncoder.encode(get(BOB));

        assertThat(frame)
                .isEqualTo(
                        "{\"type\":\"profile\",\"requestId\":\"r1\",\"users\":[{\"user\":\"bob\","
                                + "\"name\":\"bob\",\"joinedAt\":"
                                + NOON.toEpochMilli()
                                + "}]}");
    }

    @Test
    void aUserSeesTheirOwnPhoneNumberAndPrivacy() {
        chat.ports().users().claim(ALICE, new ContactNumber("+4915187654321"), NOON);

        assertThat(users(get(ALICE)).getFirst().own())
                .contains(
                        new Profile.Own(
                                Optional.of(new ContactNumber("+4915187654321")), Privacy.OPEN));
    }

    @Test
    void aChangeReturnsTheStoredProfile() {
        var reply = set(new Profile.Change(Optional.of(new Name("Alice B.")), Privacy.Change.NONE));

        assertThat(users(reply))
                .containsExactly(Profile.own(chat.ports().users().find(ALICE).orElseThrow()));
        assertThat(users(get(ALICE)).getFirst().name()).contains(new Name("Alice B."));
    }

    @Test
    void aDisabledUserCannotChangeTheProfile() {
        chat.ports().users().enable(ALICE, false);

        var rejected =
                (Rejected)
                        set(
                                new Profile.Change(
                                        Optional.of(new Name("Mallory")), Privacy.Change.NONE));

        assertThat(rejected.code()).isEqualTo(ErrorCode.USER_DISABLED);
        assertThat(chat.ports().users().find(ALICE).orElseThrow().name())
                .contains(new Name("alice"));
    }

    @Test
    void lookupReturnsTheHolderOfANumberOrNoUser() {
        assertThat(users(find(NUMBER))).extracting(Profile::user).containsExactly(BOB);
        assertThat(users(find(NUMBER)).getFirst().own()).isEmpty();
        assertThat(users(find(new ContactNumber("+4915187654321")))).isEmpty();
    }

    @Test
    void lookupsAndChangesAreCountedPerUserAndRejectedBeforeAnythingIsRead() {
        find(NUMBER);
        set(new Profile.Change(Optional.of(new Name("A")), Privacy.Change.NONE));
        assertThat(chat.ports().limits().counted())
                .containsExactly("LOOKUPS alice", "PROFILE_CHANGES alice");
        chat.ports().limits().reach(Limit.LOOKUPS, Duration.ofMinutes(1));
        chat.ports().limits().reach(Limit.PROFILE_CHANGES, Duration.ofMinutes(2));
        var faults = Faults.none();
        var limited = chat.with(faults);

        var found = (Rejected) find(limited, NUMBER);
        var changed =
                (Rejected)
                        set(
                                limited,
                                new Profile.Change(
                                        Optional.of(new Name("B")), Privacy.Change.NONE));

        assertThat(found.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(found.retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(changed.retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(faults.calls()).isEmpty();
    }

    private ServerFrame get(UserId... users) {
        return handle(chat, new ClientFrame.Profile.Get(Optional.of("r1"), List.of(users)));
    }

    private ServerFrame set(Profile.Change change) {
        return set(chat, change);
    }

    private ServerFrame set(InMemoryChat through, Profile.Change change) {
        return handle(through, new ClientFrame.Profile.Set(Optional.of("r1"), change));
    }

    private ServerFrame find(ContactNumber number) {
        return find(chat, number);
    }

    private ServerFrame find(InMemoryChat through, ContactNumber number) {
        return handle(through, new ClientFrame.Profile.Find(Optional.of("r1"), number));
    }

    private ServerFrame handle(InMemoryChat through, ClientFrame.Profile frame) {
        return through.services().userProfiles().handle(alice, frame, through.now());
    }

    private static List<Profile> users(ServerFrame reply) {
        return ((ProfilesOf) reply).users();
    }
}
