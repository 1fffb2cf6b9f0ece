package chat.functions;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.jr.ob.JSON;

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

    /// Deserializes an event for the handler, without invoking it.
    ///
    /// @throws RuntimeException if the event does not have the handler's type
    static Object read(RequestHandler<?, ?> handler, String event) {
        return serializer(declaredTypes(handler)[0]).fromJson(event);
    }

    /// Invokes the handler with an event returned by [#read].
    ///
    /// @return the fields of the response
    @SuppressWarnings("unchecked") // The serializers are created for the declared types.
    static Map<String, Object> answer(RequestHandler<?, ?> handler, Object event) {
        Object output = ((RequestHandler<Object, Object>) handler).handleRequest(event, null);
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
