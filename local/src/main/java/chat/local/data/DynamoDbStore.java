package chat.local.data;

import chat.local.http.HttpResponse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.exceptions.ExceptionBean;

import java.util.Optional;
import java.util.function.Function;

/// DynamoDB and its streams: runs requests on DynamoDB Local, and reports the consumed capacity.
record DynamoDbStore(DynamoDbActions actions, CapacityMeter meter)
        implements Function<StoreCall, HttpResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbStore.class);

    @Override
    public HttpResponse apply(StoreCall call) {
        var metered = new MeteredCall(call);
        try {
            Optional<ObjectNode> answer = actions.run(call);
            return answer.map(found -> done(metered, found))
                    .orElseGet(
                            new Refusal(
                                            400,
                                            "UnknownOperationException",
                                            call.operation() + " is not supported.")
                                    ::response);
        } catch (DynamoDBLocalServiceException refused) {
            return refused(metered, refused);
        } catch (JsonProcessingException malformed) {
            return new Refusal(
                            400,
                            "SerializationException",
                            "the body is not a valid request for " + call.operation())
                    .response();
        } catch (RuntimeException failure) { // Omits its message, which may contain an item.
            LOG.error("DynamoDB Local failed in {}: {}", call.operation(), failure.getClass());
            return new Refusal(500, "InternalServerError", "DynamoDB Local failed").response();
        }
    }

    private HttpResponse done(MeteredCall call, ObjectNode answer) {
        meter.done(call, answer);
        return Refusal.response(200, answer.toString());
    }

    private HttpResponse refused(MeteredCall call, DynamoDBLocalServiceException refused) {
        boolean hidden = meter.refused(call, refused);
        var error =
                new ExceptionBean(
                        refused.getErrorCode(),
                        refused.getMessage(),
                        refused.getCancellationReasons(),
                        hidden ? null : refused.getItem());
        ObjectNode body = DynamoDbActions.JSON.valueToTree(error);
        return Refusal.response(refused.statusCode(), body.toString());
    }
}
