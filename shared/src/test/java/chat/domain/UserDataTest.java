package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.domain.Privacy.Audience;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

/// Validation of names, phone numbers and privacy settings.
final class UserDataTest {
    @Test
    void aNameIsStrippedAndComposed() {
        assertThat(new Name("  Zoe\u0308 \u3000").value()).isEqualTo("Zoë");
        assertThat(new Name("👩‍👩‍👧").value()).isEqualTo("👩‍👩‍👧");
    }

    @Test
    void aNameHasAtMost64CodePoints() {
        assertThat(new Name("👋".repeat(64)).value()).hasSize(128);
        assertThatThrownBy(() -> new Name("👋".repeat(65)))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\u2003",
                "a\nb",
                "a\u0000b",
                "a\u2028b",
                "a\u202Eb",
                "a\u2066b",
                "a\uD800b"
            })
    void anInvalidNameIsRejected(String text) {
        assertThatThrownBy(() -> new Name(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "+4915112345678, +4915112345678",
        "+49 (151) 123-456.78, +4915112345678",
        "'+1 202 555 0123 ', +12025550123",
        "+1234567, +1234567",
        "+123456789012345, +123456789012345"
    })
    void separatorsInAContactNumberAreRemoved(String written, String value) {
        assertThat(new ContactNumber(written).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "0151 12345678",
                "+0151123456",
                "+123456",
                "+1234567890123456",
                "+49 151 ABC",
                "+49١٥١١٢٣٤٥٦٧",
                "++4915112345678",
                "+49 (0) 151 12345678",
                "+4915112345678                                        "
            })
    void anInvalidContactNumberIsRejected(String text) {
        assertThatThrownBy(() -> new ContactNumber(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageNotContaining("151");
    }

    @Test
    void toStringOmitsNameAndContactNumber() {
        assertThat(new Name("Alice").toString()).doesNotContain("Alice");
        assertThat(new ContactNumber("+4915112345678").toString()).doesNotContain("151");
    }

    @ParameterizedTest
    @CsvSource({
        "EVERYONE, false, false, true",
        "EVERYONE, true, false, true",
        "EVERYONE, true, true, false",
        "CONTACTS, false, false, false",
        "CONTACTS, true, false, true",
        "CONTACTS, true, true, false",
        "NOBODY, true, false, false"
    })
    void anAudienceIncludesItsMembersButNoBlockedUser(
            Audience audience, boolean contact, boolean blocks, boolean included) {
        var relation = new Relation(contact, /* contactOf= */ true, blocks, /* blocked= */ false);

        assertThat(audience.includes(relation)).isEqualTo(included);
    }

    @Test
    void privacyFieldsNotInTheChangeAreKept() {
        var change =
                new Privacy.Change(
                        Optional.of(Audience.NOBODY), Optional.empty(), Optional.of(false));

        assertThat(Privacy.OPEN.with(change))
                .isEqualTo(new Privacy(Audience.NOBODY, Audience.EVERYONE, false));
        assertThat(Privacy.OPEN.with(Privacy.Change.NONE)).isEqualTo(Privacy.OPEN);
    }

    @Test
    void anAudienceIsParsedFromItsWireName() {
        for (Audience audience : Audience.values()) {
            assertThat(Audience.of(audience.wireName())).isEqualTo(audience);
        }
        assertThatThrownBy(() -> Audience.of("friends")).isInstanceOf(InvalidValueException.class);
    }
}
