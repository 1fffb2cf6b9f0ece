package chat.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Map;

final class VariablesTest {
    @Test
    void aVariableThatIsSetIsRead() {
        assertThat(new Variables(Map.of("USERS_TABLE", "users")).required("USERS_TABLE"))
                .isEqualTo("users");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void theErrorNamesABlankVariable(String nothing) {
        var variables = new Variables(Map.of("USERS_TABLE", nothing));

        assertThatThrownBy(() -> variables.required("USERS_TABLE"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the environment variable USERS_TABLE is not set");
    }

    /// The error occurs at the start, where a deployment sees it, and not at the first request.
    @Test
    void aFunctionWithAMissingVariableDoesNotStart() {
        var environment = Map.of("AWS_REGION", "eu-central-1");

        assertThatThrownBy(() -> new DisconnectHandler(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the environment variable CONNECTIONS_TABLE is not set");
        assertThatThrownBy(() -> new AuthorizerHandler(environment))
                .hasMessage("the environment variable TOKEN_ISSUER is not set");
    }

    @Test
    void anEndpointUrlIsOptional() {
        var variables = new Variables(Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1"));

        assertThat(variables.address("AWS_ENDPOINT_URL_SQS"))
                .contains(URI.create("http://127.0.0.1:1"));
        assertThat(variables.address("AWS_ENDPOINT_URL_DYNAMODB")).isEmpty();
    }
}
