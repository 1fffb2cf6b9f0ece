package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Validation of the id types.
class IdentifierTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", " ", "~", "\"\\", "auth0|5f7c8ec7@example.org"})
    void aUserIdMayHavePrintableAscii(String text) {
        assertThat(new UserId(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "a\nb", "\u007f", "é", "\ud83d\ude00"})
    void aUserIdRejectsOtherCharacters(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new UserId(text));
    }

    @Test
    void aUserIdHasAtMost128Characters() {
        assertThat(new UserId("u".repeat(128)).value()).hasSize(128);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new UserId("u".repeat(129)));
    }

    @Test
    void userIdsAreOrderedByTheirText() {
        var ids = Stream.of("b", "B", "ab", "a").map(UserId::new).sorted();

        assertThat(ids.map(UserId::value)).containsExactly("B", "a", "ab", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-", "_", "phone-1", "0198c0de-0000-7000-8000-000000000001"})
    void aDeviceIdMayHaveUrlSafeCharacters(String text) {
        assertThat(new DeviceId(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a.b", "a/b", "a=", "a\n", "é", "٣"})
    void aDeviceIdRejectsOtherCharacters(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new DeviceId(text));
    }

    @Test
    void aDeviceIdHasAtMost64Characters() {
        assertThat(new DeviceId("d".repeat(64)).value()).hasSize(64);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new DeviceId("d".repeat(65)));
    }

    @Test
    void clientMessageIdsIgnoreCase() {
        var upper = new ClientMessageId("0198C0DE-0000-7000-8000-00000000000A");

        assertThat(upper).isEqualTo(new ClientMessageId("0198c0de-0000-7000-8000-00000000000a"));
        assertThat(upper.value()).isEqualTo("0198c0de-0000-7000-8000-00000000000a");
        assertThat(upper.uuid()).isEqualTo(UUID.fromString("0198c0de-0000-7000-8000-00000000000a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0198c0de00007000800000000000000a",
                "{0198c0de-0000-7000-8000-00000000000a}",
                "0198c0de-0000-7000-8000-00000000000g",
                "0198c0de-0000-7000-8000-00000000000a\n",
                " 0198c0de-0000-7000-8000-00000000000a"
            })
    void aClientMessageIdIsAUuidInTextForm(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ClientMessageId(text));
    }

    @Test
    void aConnectionIdIsAnyNonEmptyText() {
        assertThat(new ConnectionId("R1kmxc2VNjMCFIA=").value()).isEqualTo("R1kmxc2VNjMCFIA=");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ConnectionId(""));
    }

    @Test
    void aConversationIdIsTheSameForBothMembers() {
        var alice = new UserId("alice");
        var bob = new UserId("bob");

        assertThat(ConversationId.of(alice, bob)).isEqualTo(ConversationId.of(bob, alice));
    }

    @Test
    void aConversationIdHasAFixedLengthAndIsUrlSafe() {
        var shortest = ConversationId.of(new UserId("a"), new UserId("b"));
        var longest = ConversationId.of(new UserId("\"".repeat(128)), new UserId("\\".repeat(128)));

        assertThat(List.of(shortest.value(), longest.value()))
                .allMatch(value -> value.matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void pairsWithTheSameConcatenationHaveDifferentConversationIds() {
        var one = ConversationId.of(new UserId("ab"), new UserId("c"));
        var other = ConversationId.of(new UserId("a"), new UserId("bc"));

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void aConversationNeedsTwoDifferentUsers() {
        var alice = new UserId("alice");

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ConversationId.of(alice, new UserId("alice")))
                .withMessage("must be another user than yourself");
    }
}
