package chat.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

final class CredentialsTest {
    @Test
    void theAccessKeyIsTheFirstPartOfTheCredential() {
        assertThat(
                        Credentials.accessKeyId(
                                Optional.of(
                                        "AWS4-HMAC-SHA256"
                                            + " Credential=LOCALAck/20260101/us-east-1/sqs/aws4_request,"
                                            + " SignedHeaders=host, Signature=0")))
                .contains("LOCALAck");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer x",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Credential=/x",
                "a\nb"
            })
    void anyOtherHeaderIsNotASignature(String header) {
        assertThat(Credentials.accessKeyId(Optional.of(header))).isEmpty();
    }
}
