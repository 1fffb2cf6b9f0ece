package chat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;
import chat.local.template.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class InvokeEndpointTest {
    private static final Function OPERATE =
            new Function(
                    "Operate",
                    "a.B",
                    Path.of("a.jar"),
                    Map.of(),
                    Duration.ofSeconds(3),
                    128,
                    Optional.empty(),
                    Set.of("live", "1"));
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:Operate";

    private final BlockingQueue<String> invoked = new LinkedBlockingQueue<>();
    private InvocationResult result = new InvocationResult.Returned("{\"done\":true}");
    private final InvokeEndpoint endpoint =
            new InvokeEndpoint(
                    (name, event) -> {
                        invoked.add(name + " " + event);
                        return result;
                    },
                    List.of(OPERATE));

    @Test
    void theResponseIsTheFunctionsReturnValue() {
        HttpResponse answer = invoke("Operate", "{\"user\":\"bob\"}").orElseThrow();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"done\":true}");
        assertThat(answer.headers()).doesNotContainKey("X-Amz-Function-Error");
        assertThat(invoked).containsExactly("Operate {\"user\":\"bob\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Operate",
                "Operate:live",
                "Operate:1",
                "Operate:$LATEST",
                ARN,
                ARN + ":live",
                "000000000000:function:Operate"
            })
    void aFunctionHasSeveralNamesAndAMissingPayloadIsAnEmptyObject(String name) {
        assertThat(invoke(name, "").orElseThrow().status()).isEqualTo(200);

        assertThat(invoked).containsExactly("Operate {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nobody", "Operate:beta", "Operate:2"})
    void anUnknownFunctionOrAliasIsNotFound(String name) {
        HttpResponse refused = invoke(name, "{}").orElseThrow();

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body())
                .contains(
                        "Function not found: arn:aws:lambda:us-east-1:000000000000:function:"
                                + name);
        assertThat(invoked).isEmpty();
    }

    @Test
    void theQualifierMayBeInTheQuery() {
        var path = "/2015-03-31/functions/Operate/invocations";
        var unknown = new HttpRequest("POST", path, Map.of(), "{}", Map.of("Qualifier", "beta"));

        assertThat(endpoint.answer(unknown).orElseThrow().status()).isEqualTo(404);
    }

    @Test
    void anEventIsAcceptedAndRunsLater() throws Exception {
        assertThat(invokeAs("Event", "{\"a\":1}").status()).isEqualTo(202);

        assertThat(invoked.poll(1, TimeUnit.MINUTES)).isEqualTo("Operate {\"a\":1}");
    }

    @Test
    void aDryRunInvokesNothing() {
        assertThat(invokeAs("DryRun", "{}").status()).isEqualTo(204);
        assertThat(invoked).isEmpty();
    }

    @Test
    void anotherInvocationTypeIsRefused() {
        HttpResponse refused = invokeAs("Later", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Later is none of RequestResponse, Event and DryRun");
    }

    @Test
    void aPayloadThatIsNotJsonIsRefused() {
        HttpResponse refused = invoke("Operate", "{").orElseThrow();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers())
                .containsEntry("x-amzn-ErrorType", "InvalidRequestContentException");
        assertThat(refused.body()).contains("Could not parse request body into json");
        assertThat(invoked).isEmpty();
    }

    @Test
    void aThrottledInvocationIs429() {
        result = InvocationResult.Failed.THROTTLED;

        HttpResponse refused = invoke("Operate", "{}").orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("x-amzn-ErrorType", "TooManyRequestsException");
        assertThat(refused.body()).contains("ReservedFunctionConcurrentInvocationLimitExceeded");
    }

    private HttpResponse invokeAs(String type, String event) {
        String path = "/2015-03-31/functions/Operate/invocations";
        var headers = Map.of("x-amz-invocation-type", type);
        return endpoint.answer(new HttpRequest("POST", path, headers, event)).orElseThrow();
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
    void anEventOfMoreThan1MbIsRefused() {
        HttpResponse refused = invokeAs("Event", "\"" + "x".repeat(1_048_576) + "\"");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("too large for the Event invocation type");
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
