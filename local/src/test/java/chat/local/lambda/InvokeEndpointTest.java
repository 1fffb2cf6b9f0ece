package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class InvokeEndpointTest {
    private final List<String> invoked = new ArrayList<>();
    private InvocationResult result = new InvocationResult.Returned("{\"done\":true}");
    private final InvokeEndpoint endpoint =
            new InvokeEndpoint(
                    (name, event) -> {
                        invoked.add(name + " " + event);
                        return result;
                    });

    @Test
    void theResponseIsTheFunctionsReturnValue() {
        HttpResponse answer = invoke("Operate", "{\"user\":\"bob\"}").orElseThrow();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"done\":true}");
        assertThat(answer.headers()).doesNotContainKey("X-Amz-Function-Error");
        assertThat(invoked).containsExactly("Operate {\"user\":\"bob\"}");
    }

    @Test
    void anAliasInvokesTheFunctionAndAMissingPayloadIsAnEmptyObject() {
        invoke("Operate:live", "");

        assertThat(invoked).containsExactly("Operate {}");
    }

    @Test
    void aFailureAndATimeoutAreResponsesWithAFunctionError() {
        result = new InvocationResult.Failed("java.lang.IllegalStateException", "why");
        HttpResponse failed = invoke("Operate", "{}").orElseThrow();
        result = new InvocationResult.TimedOut();
        HttpResponse late = invoke("Operate", "{}").orElseThrow();

        assertThat(failed.status()).isEqualTo(200);
        assertThat(failed.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
        assertThat(failed.body())
                .isEqualTo(
                        "{\"errorMessage\":\"why\","
                                + "\"errorType\":\"java.lang.IllegalStateException\"}");
        assertThat(late.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
    }

    @Test
    void anUnknownFunctionIs404AndAnotherInvocationTypeIs400() {
        result = new InvocationResult.NotFound();

        assertThat(invoke("Nobody", "{}").orElseThrow().status()).isEqualTo(404);
        assertThat(
                        endpoint.answer(
                                        new HttpRequest(
                                                "POST",
                                                "/2015-03-31/functions/Operate/invocations",
                                                Map.of("x-amz-invocation-type", "Event"),
                                                "{}"))
                                .orElseThrow()
                                .status())
                .isEqualTo(400);
    }

    @Test
    void aPayloadOfMoreThan6MbIsRefusedAsByLambda() {
        String largest = "\"" + "x".repeat(6_291_454) + "\"";

        assertThat(invoke("Operate", largest).orElseThrow().status()).isEqualTo(200);
        HttpResponse refused = invoke("Operate", largest + " ").orElseThrow();

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.headers())
                .containsEntry("x-amzn-ErrorType", "RequestEntityTooLargeException");
        assertThat(invoked).containsExactly("Operate " + largest);
    }

    @Test
    void otherRequestsAreNotHandled() {
        var get = new HttpRequest("GET", "/2015-03-31/functions/Operate/invocations", Map.of(), "");

        assertThat(endpoint.answer(get)).isEmpty();
        assertThat(invoke("a/b", "{}")).isEmpty();
        assertThat(invoked).isEmpty();
    }

    private Optional<HttpResponse> invoke(String name, String event) {
        String path = "/2015-03-31/functions/" + name + "/invocations";
        return endpoint.answer(new HttpRequest("POST", path, Map.of(), event));
    }
}
