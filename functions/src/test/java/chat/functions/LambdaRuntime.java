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

/// Calls a handler as Lambda's Java runtime does: JSON in, JSON out, by its own serializers.
final class LambdaRuntime {
    private static final Map<Type, PojoSerializer<Object>> SERIALIZERS = new ConcurrentHashMap<>();

    private LambdaRuntime() {}

    /// Hands the handler an event.
    ///
    /// @param event JSON
    /// @return the fields of the answer's JSON
    static Map<String, Object> invoke(RequestHandler<?, ?> handler, String event) {
        return answer(handler, read(handler, event));
    }

    /// Reads an event for the handler, which has no part in it.
    ///
    /// @throws RuntimeException if it is not of the handler's type
    static Object read(RequestHandler<?, ?> handler, String event) {
        return serializer(declaredTypes(handler)[0]).fromJson(event);
    }

    /// Hands the handler an event that was [#read].
    ///
    /// @return the fields of the answer's JSON
    @SuppressWarnings("unchecked") // The serializers are made for the very types it declares.
    static Map<String, Object> answer(RequestHandler<?, ?> handler, Object event) {
        Object output = ((RequestHandler<Object, Object>) handler).handleRequest(event, null);
        var json = new ByteArrayOutputStream();
        serializer(declaredTypes(handler)[1]).toJson(output, json);
        return fields(json.toString(StandardCharsets.UTF_8));
    }

    /// The fields of a JSON object.
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

    /// As Lambda's runtime does: a serializer of one type.
    @SuppressWarnings("unchecked")
    private static PojoSerializer<Object> newSerializer(Type type) {
        return type instanceof Class<?> event
                        && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())
                ? LambdaEventSerializers.serializerFor(
                        (Class<Object>) event, LambdaRuntime.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }
}
