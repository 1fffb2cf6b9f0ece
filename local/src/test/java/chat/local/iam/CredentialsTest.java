package chat.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.HttpRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Optional;

final class CredentialsTest {
    @Test
    void theAccessKeyIsTheFirstPartOfTheCredential() {
        assertThat(
                        accessKeyId(
                                "AWS4-HMAC-SHA256"
                                    + " Credential=LOCALAck/20260101/us-east-1/sqs/aws4_request,"
                                    + " SignedHeaders=host, Signature=0"))
                .contains("LOCALAck");
    }

    @Test
    void aSignatureMayBeInTheQuery() {
        String scope = "LOCALAck/20260101/us-east-1/sqs/aws4_request";
        var request = new HttpRequest("GET", "/", Map.of(), "", Map.of("X-Amz-Credential", scope));

        assertThat(Credentials.accessKeyId(request)).contains("LOCALAck");
    }

    private static Optional<String> accessKeyId(String header) {
        return Credentials.accessKeyId(
                new HttpRequest("GET", "/", Map.of("Authorization", header), ""));
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
        assertThat(accessKeyId(header)).isEmpty();
    }
}
