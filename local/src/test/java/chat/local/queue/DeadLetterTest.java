package chat.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.template.Queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Dead letters: their source, moving them back, and the settings of a queue for them.
final class DeadLetterTest {
    private static final String WORK = "work";
    private static final String DEAD = "dead";

    private final TestClock clock = new TestClock();
    private final Queues queues = new Queues(clock);
    private final SqsHandler sqs = new SqsHandler(queues);

    @BeforeEach
    void create() {
        queues.create(queue(WORK, Optional.of(new Queue.Redrive(DEAD, 1))));
        queues.create(queue(DEAD, Optional.empty()));
        queues.create(queue("other", Optional.empty()));
    }

    @Test
    void aDeadLetterNamesItsSource() throws Exception {
        giveUp("a");

        JsonNode received =
                call(
                        "ReceiveMessage",
                        request(DEAD)
                                .set(
                                        "MessageSystemAttributeNames",
                                        JsonNodeFactory.instance
                                                .arrayNode()
                                                .add("DeadLetterQueueSourceArn")));

        assertThat(received.at("/Messages/0/Attributes/DeadLetterQueueSourceArn").asText())
                .isEqualTo(arn(WORK));
    }

    @Test
    void deadLettersMoveBackToTheirQueueAsNewMessages() throws Exception {
        giveUp("a");
        giveUp("b");
        String old = queues.queue(DEAD).receive(1, Duration.ZERO).getFirst().message().id();

        call("StartMessageMoveTask", source(DEAD));

        List<Received> moved = queues.queue(WORK).receive(10, Duration.ZERO);
        assertThat(moved).extracting(each -> each.message().body()).containsExactly("a", "b");
        assertThat(moved).extracting(Received::receives).containsOnly(1);
        assertThat(moved).extracting(each -> each.message().id()).doesNotContain(old);
        assertThat(bodies(DEAD)).isEmpty();
    }

    @Test
    void deadLettersMoveToAnotherQueueIfTheRequestNamesIt() throws Exception {
        giveUp("a");

        call("StartMessageMoveTask", source(DEAD).put("DestinationArn", arn("other")));

        assertThat(bodies("other")).containsExactly("a");
        assertThat(bodies(WORK)).isEmpty();
    }

    @Test
    void aMessageInFlightDoesNotMove() throws Exception {
        giveUp("a");
        queues.queue(DEAD).receive(1, Duration.ofMinutes(1));

        call("StartMessageMoveTask", source(DEAD));

        assertThat(queues.queue(DEAD).counts().inFlight()).isEqualTo(1);
        assertThat(bodies(WORK)).isEmpty();
    }

    @Test
    void aMessageThatIsNotADeadLetterEndsTheTaskAndStays() throws Exception {
        giveUp("a");
        queues.queue(DEAD).send(NewMessage.of("sent here directly"));
        giveUp("b");

        call("StartMessageMoveTask", source(DEAD));
        JsonNode task = call("ListMessageMoveTasks", source(DEAD)).at("/Results/0");

        assertThat(task.path("Status").asText()).isEqualTo("FAILED");
        assertThat(task.path("FailureReason").asText()).isEqualTo("CouldNotDetermineMessageSource");
        assertThat(task.path("ApproximateNumberOfMessagesMoved").asInt()).isEqualTo(1);
        assertThat(bodies(DEAD)).containsExactly("sent here directly", "b");
    }

    @Test
    void theNewestTasksAreListedFirst() throws Exception {
        giveUp("a");
        call("StartMessageMoveTask", source(DEAD));
        call("StartMessageMoveTask", source(DEAD));

        JsonNode tasks = call("ListMessageMoveTasks", source(DEAD).put("MaxResults", 2));

        assertThat(tasks.path("Results").findValuesAsText("ApproximateNumberOfMessagesMoved"))
                .containsExactly("0", "1");
        assertThat(tasks.path("Results").findValuesAsText("Status")).containsOnly("COMPLETED");
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, 900",
        "VisibilityTimeout, 43200",
        "MessageRetentionPeriod, 60",
        "ReceiveMessageWaitTimeSeconds, 20",
        "MaximumMessageSize, 1024"
    })
    void aChangedAttributeIsReadBack(String attribute, String value) throws Exception {
        change(attribute, value);

        assertThat(attribute(attribute)).isEqualTo(value);
    }

    @Test
    void changedSettingsApplyImmediately() throws Exception {
        change("VisibilityTimeout", "7");
        change("RedrivePolicy", "");
        MessageQueue work = queues.queue(WORK);
        work.send(NewMessage.of("a"));

        call("ReceiveMessage", request(WORK));
        assertThat(work.counts().inFlight()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(7));

        assertThat(bodies(WORK)).as("no dead letter without a policy").containsExactly("a");
    }

    @Test
    void aChangedRedrivePolicyNamesTheNewDeadLetterQueue() throws Exception {
        change(
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"1\"}"
                        .formatted(arn("other")));

        giveUp("a");

        assertThat(bodies("other")).containsExactly("a");
    }

    private void giveUp(String body) {
        MessageQueue work = queues.queue(WORK);
        work.send(NewMessage.of(body));
        assertThat(work.receive(1, Duration.ZERO)).hasSize(1);
        assertThat(work.receive(1, Duration.ZERO)).isEmpty();
    }

    private void change(String attribute, String value) throws IOException {
        var attributes = JsonNodeFactory.instance.objectNode().put(attribute, value);
        call("SetQueueAttributes", request(WORK).set("Attributes", attributes));
    }

    private String attribute(String name) throws IOException {
        var names = JsonNodeFactory.instance.arrayNode().add(name);
        return call("GetQueueAttributes", request(WORK).set("AttributeNames", names))
                .at("/Attributes/" + name)
                .asText();
    }

    private List<String> bodies(String queue) {
        var bodies = new ArrayList<String>();
        queues.queue(queue)
                .receive(10, Duration.ZERO)
                .forEach(received -> bodies.add(received.message().body()));
        return bodies;
    }

    private JsonNode call(String action, JsonNode body) throws IOException {
        var answer = sqs.answer(action, body, "localhost");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body());
    }

    private static ObjectNode request(String queue) {
        return JsonNodeFactory.instance.objectNode().put("QueueUrl", "http://localhost/0/" + queue);
    }

    private static ObjectNode source(String queue) {
        return JsonNodeFactory.instance.objectNode().put("SourceArn", arn(queue));
    }

    private static String arn(String queue) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queue;
    }

    private static Queue queue(String name, Optional<Queue.Redrive> redrive) {
        return new Queue(
                name,
                false,
                false,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofDays(4),
                redrive);
    }
}
