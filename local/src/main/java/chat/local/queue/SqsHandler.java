package chat.local.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.ByteBuffer;
import java.util.UUID;

/// The SQS endpoint: AWS JSON 1.0, as the AWS SDKs speak it since 2023. Signatures are not checked.
///
/// @see <a
///   href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-json.html">Making
///   query API requests using AWS JSON protocol</a>
public final class SqsHandler extends Handler.Abstract {
    private static final String TARGET = "X-Amz-Target";
    private static final String PREFIX = "AmazonSQS.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsActions actions;

    /// Serves these queues.
    public SqsHandler(Queues queues) {
        this.actions = new SqsActions(queues);
    }

    /// Whether a request is for SQS.
    public static boolean isFor(Request request) {
        String target = request.getHeaders().get(TARGET);
        return target != null && target.startsWith(PREFIX);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isFor(request)) {
            return false;
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
        String action = request.getHeaders().get(TARGET).substring(PREFIX.length());
        ObjectNode answer;
        try {
            JsonNode body = JSON.readTree(Content.Source.asString(request, UTF_8));
            String self = "http://" + request.getHeaders().get(HttpHeader.HOST);
            answer = actions.run(action, new SqsRequest(body, self));
        } catch (SqsException refused) {
            response.setStatus(400);
            response.getHeaders().put("x-amzn-query-error", refused.code() + ";Sender");
            answer = JSON.createObjectNode();
            answer.put("__type", "com.amazonaws.sqs#" + refused.code());
            answer.put("message", refused.getMessage());
        }
        response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(answer)), callback);
        return true;
    }
}
