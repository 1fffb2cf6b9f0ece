package chat.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.jr.ob.JSON;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Invokes a handler with JSON, using the serializers of Lambda's Java runtime.
final class LambdaRuntime {
    private static final Map<Type, PojoSerializer<Object>> SERIALIZERS = new ConcurrentHashMap<>();

    private LambdaRuntime() {}

    /// Invokes the handler with an event.
    ///
    /// @param event JSON
    /// @return the fields of the response
    static Map<String, Object> invoke(RequestHandler<?, ?> handler, String event) {
        return answer(handler, read(handler, event));
    }

    /// Invokes the handler with an event and Lambda's id of the invocation.
    ///
    /// @param event JSON
    /// @return the fields of the response
    static Map<String, Object> invoke(
            RequestHandler<?, ?> handler, String event, String awsRequestId) {
        return answer(handler, read(handler, event), new Invocation(awsRequestId));
    }

    /// The context of an invocation; only its id has a meaning here.
    private record Invocation(String id) implements Context {
        @Override
        public String getAwsRequestId() {
            return id;
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "";
        }

        @Override
        public String getFunctionVersion() {
            return "";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public @Nullable ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 0;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 0;
        }

        @Override
        public @Nullable LambdaLogger getLogger() {
            return null;
        }
    }

    /// Deserializes an event for the handler, without invoking it.
    ///
    /// @throws RuntimeException if the event does not have the handler's type
    static Object read(RequestHandler<?, ?> handler, String event) {
        return serializer(declaredTypes(handler)[0]).fromJson(event);
    }

    /// Invokes the handler with an event returned by [#read].
    ///
    /// @return the fields of the response
    static Map<String, Object> answer(RequestHandler<?, ?> handler, Object event) {
        return answer(handler, event, null);
    }

    @SuppressWarnings("unchecked") // The serializers are created for the declared types.
    private static Map<String, Object> answer(
            RequestHandler<?, ?> handler, Object event, @Nullable Context context) {
        Object output = ((RequestHandler<Object, Object>) handler).handleRequest(event, context);
        var json = new ByteArrayOutputStream();
        serializer(declaredTypes(handler)[1]).toJson(output, json);
        return fields(json.toString(StandardCharsets.UTF_8));
    }

    /// Returns the fields of a JSON object.
    static Map<String, Object> fields(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static Type[] declaredTypes(RequestHandler<?, ?> handler) {
        var declared = (ParameterizedType) handler.getClass().getGenericInterfaces()[0];
        return declared.getActualTypeArguments();
    }

    private static PojoSerializer<Object> serializer(Type type) {
        return SERIALIZERS.computeIfAbsent(type, LambdaRuntime::newSerializer);
    }

    /// Creates a serializer for a type as Lambda's runtime does.
    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> newSerializer(Type type) {
        return type instanceof Class<?> event
                        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())
                ? LambdaEventSerializers.serializerFor(
                        (Class<Object>) event, LambdaRuntime.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }
}
