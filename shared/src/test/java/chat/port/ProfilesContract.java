package chat.port;

import static chat.port.Samples.ALICE;
import static chat.port.Samples.BOB;
import static chat.port.Samples.CAROL;
import static chat.port.Samples.NOON;

import static org.assertj.core.api.Assertions.assertThat;

import chat.domain.ContactNumber;
import chat.domain.Name;
import chat.domain.Privacy;
import chat.domain.Privacy.Audience;
import chat.domain.Profile;
import chat.domain.User;
import chat.domain.UserId;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/// The contract of [Profiles] and [ContactNumbers].
public interface ProfilesContract {
    /// A valid phone number.
    ContactNumber NUMBER = new ContactNumber("+4915112345678");

    /// Returns the adapter under test, without users.
    Profiles profiles();

    /// Returns the phone numbers of the same users.
    ContactNumbers numbers();

    /// Returns the store of the same users.
    Users users();

    @Test
    default void existingUsersAreFound() {
        users().add(user(ALICE));
        users().add(user(BOB));

        assertThat(profiles().find(List.of(BOB, CAROL, ALICE, BOB)))
                .containsExactlyInAnyOrder(user(ALICE), user(BOB));
        assertThat(profiles().find(List.of())).isEmpty();
        assertThat(profiles().findEventual(ALICE)).contains(user(ALICE));
        assertThat(profiles().findEventual(CAROL)).isEmpty();
    }

    @Test
    default void fieldsNotInTheChangeAreKept() {
        users().add(user(ALICE));
        var hidden =
                new Privacy.Change(
                        Optional.of(Audience.CONTACTS), Optional.empty(), Optional.of(false));

        var first = profiles().change(ALICE, new Profile.Change(Optional.empty(), hidden));
        var second = profiles().change(ALICE, named("Alice B."));

        assertThat(first.orElseThrow().name()).contains(new Name("alice"));
        assertThat(second.orElseThrow().name()).contains(new Name("Alice B."));
        assertThat(second.orElseThrow().privacy())
                .isEqualTo(new Privacy(Audience.CONTACTS, Audience.EVERYONE, false));
        assertThat(users().find(ALICE)).isEqualTo(second);
    }

    @Test
    default void anEmptyChangeReturnsTheStoredUser() {
        users().add(user(ALICE));

        assertThat(
                        profiles()
                                .change(
                                        ALICE,
                                        new Profile.Change(Optional.empty(), Privacy.Change.NONE)))
                .contains(user(ALICE));
    }

    @Test
    default void privacyCanBeRelaxedAgain() {
        users().add(user(ALICE));
        profiles().change(ALICE, privacy(Audience.NOBODY, false));

        profiles().change(ALICE, privacy(Audience.EVERYONE, true));

        assertThat(users().find(ALICE).orElseThrow().privacy()).isEqualTo(Privacy.OPEN);
    }

    @Test
    default void aDisabledOrUnknownUserIsNotChanged() {
        users().add(user(ALICE));
        users().enable(ALICE, false);

        assertThat(profiles().change(ALICE, named("Mallory"))).isEmpty();
        assertThat(profiles().change(BOB, named("Mallory"))).isEmpty();

        assertThat(users().find(ALICE).orElseThrow().name()).contains(new Name("alice"));
        assertThat(users().find(BOB)).isEmpty();
    }

    @Test
    default void aNumberBelongsToTheUserWhoVerifiedItLast() {
        users().add(user(ALICE));
        users().add(user(BOB));
        assertThat(numbers().holder(NUMBER)).isEmpty();

        numbers().claim(ALICE, NUMBER, NOON);
        assertThat(numbers().holder(NUMBER).map(User::id)).contains(ALICE);

        numbers().claim(BOB, NUMBER, NOON.plusSeconds(1));
        numbers().claim(ALICE, NUMBER, NOON);

        assertThat(numbers().holder(NUMBER).map(User::id)).contains(BOB);
        assertThat(users().find(BOB).orElseThrow().contactNumber()).contains(NUMBER);
    }

    @Test
    default void aUserWhoLostTheNumberHasNoneUntilVerifyingAnother() {
        var other = new ContactNumber("+4915187654321");
        users().add(user(ALICE));
        users().add(user(BOB));
        numbers().claim(ALICE, NUMBER, NOON);

        numbers().claim(BOB, NUMBER, NOON.plusSeconds(1));
        assertThat(users().find(ALICE).orElseThrow().contactNumber()).isEmpty();

        numbers().claim(ALICE, other, NOON.plusSeconds(2));
        assertThat(numbers().holder(other).map(User::id)).contains(ALICE);
        assertThat(numbers().holder(NUMBER).map(User::id)).contains(BOB);
    }

    @Test
    default void aNewNumberReplacesTheOldOne() {
        var other = new ContactNumber("+4915187654321");
        users().add(user(ALICE));
        numbers().claim(ALICE, NUMBER, NOON);

        numbers().claim(ALICE, other, NOON.plusSeconds(1));

        assertThat(numbers().holder(NUMBER)).isEmpty();
        assertThat(numbers().holder(other).map(User::id)).contains(ALICE);
    }

    @Test
    default void aClaimIsRecordedAndSettled() {
        users().add(user(ALICE));

        numbers().claim(ALICE, NUMBER, NOON);

        assertThat(users().find(ALICE).orElseThrow().lastClaim())
                .contains(new User.Claim(NUMBER, Optional.empty()));
    }

    @Test
    default void theRecordOfAClaimRemainsAfterTheNumberIsLost() {
        users().add(user(ALICE));
        users().add(user(BOB));
        numbers().claim(ALICE, NUMBER, NOON);

        numbers().claim(BOB, NUMBER, NOON.plusSeconds(1));

        User former = users().find(ALICE).orElseThrow();
        assertThat(former.contactNumber()).isEmpty();
        assertThat(former.lastClaim().map(User.Claim::number)).contains(NUMBER);
    }

    @Test
    default void settlingRemovesTheNumberFromEarlierHoldersOnly() {
        users().add(holding(ALICE, 0));
        users().add(holding(BOB, 2));

        numbers().settle(CAROL, NUMBER, NOON.plusSeconds(1));

        assertThat(users().find(ALICE).orElseThrow().contactNumber()).isEmpty();
        assertThat(users().find(BOB).orElseThrow().contactNumber()).contains(NUMBER);
        assertThat(users().find(CAROL)).isEmpty();
    }

    /// After two simultaneous verifications, or a crash before the number was removed from its
    /// former holder.
    @Test
    default void theLaterOfTwoHoldersOfANumberIsFound() {
        users().add(holding(ALICE, 0));
        users().add(holding(BOB, 1));

        assertThat(numbers().holder(NUMBER).map(User::id)).contains(BOB);
    }

    private static Profile.Change named(String name) {
        return new Profile.Change(Optional.of(new Name(name)), Privacy.Change.NONE);
    }

    private static Profile.Change privacy(Audience audience, boolean readReceipts) {
        return new Profile.Change(
                Optional.empty(),
                new Privacy.Change(
                        Optional.of(audience), Optional.of(audience), Optional.of(readReceipts)));
    }

    private static User holding(UserId id, long joinedSecond) {
        return UserBuilder.user(id)
                .contactNumber(NUMBER)
                .joinedAt(NOON.plusSeconds(joinedSecond))
                .build();
    }

    private static User user(UserId id) {
        return UserBuilder.user(id).name(id.value()).build();
    }
}
