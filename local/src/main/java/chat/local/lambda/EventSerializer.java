package chat.local.lambda;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;

/// The serializer of one event or response type, chosen like Lambda's runtime does. It is created
/// and called in the class loader of the function's jar, which has its own copy of the runtime's
/// serializers.
///
/// @param serializer a [PojoSerializer] as loaded by the jar's class loader
final record EventSerializer(Object serializer, Method fromJson, Method toJson) {
    static EventSerializer of(Type type, ClassLoader code) throws ReflectiveOperationException {
        Class<?> kind = code.loadClass(PojoSerializer.class.getName());
        return new EventSerializer(
                serializer(type, code),
                kind.getMethod("fromJson", InputStream.class),
                kind.getMethod("toJson", Object.class, OutputStream.class));
    }

    Object read(InputStream json) {
        return call(fromJson, json);
    }

    void write(Object value, OutputStream json) {
        call(toJson, value, json);
    }

    private static Object serializer(Type type, ClassLoader code)
            throws ReflectiveOperationException {
        if (type instanceof Class<?> event
                && LambdaEventSerializers.isLambdaSupportedEvent(event.getName())) {
            return code.loadClass(LambdaEventSerializers.class.getName())
                    .getMethod("serializerFor", Class.class, ClassLoader.class)
                    .invoke(null, event, code);
        }
        Class<?> factory = code.loadClass(JacksonFactory.class.getName());
        return factory.getMethod("getSerializer", Type.class)
                .invoke(factory.getMethod("getInstance").invoke(null), type);
    }

    private Object call(Method method, Object... arguments) {
        try {
            return method.invoke(serializer, arguments);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException notJson) {
                throw notJson;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (IllegalAccessException isPublic) {
            throw new IllegalStateException(isPublic);
        }
    }
}
