package chat.local.meter;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.http.HttpRequest;
import chat.local.lambda.InvocationResult;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.Executors;

class MeterTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KB = 1024;

    private final Meter meter = new Meter();

    @Test
    void messagesInvocationsAndUnitsAreAddedUp() throws Exception {
        var invoker = meter.counting((_, _) -> new InvocationResult.Returned("{}"));
        meter.received("sendMessage", 500);
        meter.invoked("sendMessage");
        var _ = invoker.invoke("SendMessage", "{}");
        var _ = invoker.invoke("Deliver", "{}");
        meter.consumed("Messages", "LOCALSendMessage", 0.5, 1);
        meter.consumed("Messages", "LOCALDeliver", 1, 0);
        meter.posted(600);
        meter.answered("sendMessage", 100);

        assertThat(JSON.readTree(meter.json().toString()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"perRoute":{"sendMessage":
                                  {"meteredIn":1,"meteredOut":1,"invocations":1}},
                                 "tables":{"Messages":{"readUnits":1.5,"writeUnits":1.0}},
                                 "posts":1,"meteredIn":1,"meteredOut":2,"invocations":2,
                                 "usd":0.0000042125}
                                """));
    }

    @Test
    void messagesAreMeteredInUnitsOf32KbRoundedUp() {
        meter.received("a", 0);
        meter.received("a", 32 * KB);
        meter.received("a", 32 * KB + 1);
        meter.posted(128 * KB);

        assertThat(meter.json().path("meteredIn").asInt()).isEqualTo(1 + 1 + 2);
        assertThat(meter.json().path("meteredOut").asInt()).isEqualTo(4);
        assertThat(meter.json().path("posts").asInt()).isEqualTo(1);
    }

    @Test
    void concurrentUpdatesAreNotLost() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                threads.execute(() -> meter.consumed("T", "k", 1, 1));
                threads.execute(() -> meter.received("r", 1));
            }
        }

        assertThat(meter.json().at("/tables/T/writeUnits").asInt()).isEqualTo(1000);
        assertThat(meter.json().path("meteredIn").asInt()).isEqualTo(1000);
    }

    @Test
    void aResetSetsEverythingToZero() {
        meter.received("a", 1);
        meter.posted(1);
        meter.consumed("T", "k", 1, 1);
        var endpoint = new MeterEndpoint(meter);

        var reset = endpoint.answer(new HttpRequest("POST", "/dev/meter/reset", Map.of(), ""));

        assertThat(reset.orElseThrow().status()).isEqualTo(204);
        assertThat(meter.json()).isEqualTo(new Meter().json());
        assertThat(endpoint.answer(new HttpRequest("GET", "/dev/meter", Map.of(), "")))
                .hasValueSatisfying(
                        answer -> assertThat(answer.body()).isEqualTo(meter.json().toString()));
    }
}
