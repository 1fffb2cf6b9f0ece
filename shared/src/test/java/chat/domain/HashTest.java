package chat.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

/// The text form of hashes and salts.
class HashTest {
    @Test
    void bytesSurviveEncodingAndDecoding() {
        var random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] hash = new byte[32];
            byte[] salt = new byte[Salt.BYTES];
            random.nextBytes(hash);
            random.nextBytes(salt);

            assertThat(new Hash(Hash.of(hash).base64Url()).bytes()).isEqualTo(hash);
            assertThat(new Salt(Salt.of(salt).base64Url()).bytes()).isEqualTo(salt);
        }
    }

    @Test
    void theDigestBeforeTheFirstEntryIsZero() {
        assertThat(Hash.ZERO.bytes()).isEqualTo(new byte[32]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "++++++++++++++++++++++++++++++++++++++++++A",
                "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"
            })
    void aHashIs32BytesOfBase64Url(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new Hash(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAAAAAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAAB",
                "+++++++++++++++++++++A",
                "!!!!!!!!!!!!!!!!!!!!!!"
            })
    void aSaltIs16BytesOfBase64Url(String text) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new Salt(text));
    }
}
