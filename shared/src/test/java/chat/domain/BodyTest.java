package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Validation and hashing of message bodies.
class BodyTest {
    private static final Salt SALT = Salt.of(new byte[Salt.BYTES]);

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "a\u0000", "\u0001a", "\ud83d\ude00", "e\u0301", "שלום"})
    void aNonBlankTextIsABody(String text) {
        assertThat(new Body.Text(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u2003", "\u0000", "\u200b"})
    void aBlankTextIsRejected(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Body.Text(text))
                .withMessage("must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00b", "\ude00\ud83d"})
    void aTextThatIsNotValidUnicodeIsRejected(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Body.Text(text));
    }

    @Test
    void theLimitCountsBytesOfUtf8() {
        assertThat(new Body.Text("a".repeat(4096)).text()).hasSize(4096);
        assertThat(new Body.Text("\ud83d\ude00".repeat(1024)).text()).hasSize(2048);
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> new Body.Text("a".repeat(4097)))
                .withMessage("has 4097 bytes of UTF-8, more than 4096");
        assertThatExceptionOfType(TooLargeException.class)
                .isThrownBy(() -> new Body.Text("\ud83d\ude00".repeat(1024) + "a"));
    }

    @Test
    void theHashDependsOnTextAndSalt() {
        var body = new Body.Text("hi");
        byte[] otherSalt = new byte[Salt.BYTES];
        otherSalt[15] = 1;

        assertThat(body.hash(SALT)).isEqualTo(new Body.Text("hi").hash(SALT));
        assertThat(body.hash(SALT)).isNotEqualTo(new Body.Text("hi!").hash(SALT));
        assertThat(body.hash(SALT)).isNotEqualTo(body.hash(Salt.of(otherSalt)));
    }

    @Test
    void toStringOmitsTheText() {
        assertThat(new Body.Text("secret")).hasToString("Text[6 characters]");
    }
}
