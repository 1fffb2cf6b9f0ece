package chat.local.lambda;

import chat.local.template.Function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;

/// Constructs a function's handler from its class like Lambda's Java runtime, with two differences.
/// A public constructor `(Map<String, String>)` is preferred to the one without arguments and
/// receives the function's environment, because a JVM has only one `System.getenv()`. And the only
/// supported handler method is `handleRequest` of the two interfaces.
final class Handlers {
    private static final String METHOD = "handleRequest";

    private Handlers() {}

    /// Constructs the handler.
    ///
    /// @throws ReflectiveOperationException if there is no such class or constructor, or if the
    ///   constructor throws
    /// @throws IllegalArgumentException if the class does not implement a handler interface
    static RequestStreamHandler make(Function function, ClassLoader code)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName(className(function.handler()), true, code);
        Object handler = construct(type, function.environment());
        return switch (handler) {
            case RequestStreamHandler streaming -> streaming;
            case RequestHandler<?, ?> typed -> new Typed(typed, code);
            default ->
                    throw new IllegalArgumentException(
                            type.getName()
                                    + " implements neither RequestHandler nor"
                                    + " RequestStreamHandler");
        };
    }

    private static String className(String handler) {
        int separator = handler.indexOf("::");
        if (separator < 0) {
            return handler;
        }
        if (!handler.substring(separator + 2).equals(METHOD)) {
            throw new IllegalArgumentException(
                    handler + " names a method other than " + METHOD + ": not supported locally");
        }
        return handler.substring(0, separator);
    }

    private static Object construct(Class<?> type, Map<String, String> environment)
            throws ReflectiveOperationException {
        for (var constructor : type.getConstructors()) {
            Type[] parameters = constructor.getGenericParameterTypes();
            if (parameters.length == 1 && isEnvironment(parameters[0])) {
                return constructor.newInstance(environment);
            }
        }
        return type.getConstructor().newInstance();
    }

    private static boolean isEnvironment(Type type) {
        return type instanceof ParameterizedType map
                && map.getRawType() == Map.class
                && map.getActualTypeArguments()[0] == String.class
                && map.getActualTypeArguments()[1] == String.class;
    }

    /// The exception without reflection's wrappers.
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof InvocationTargetException && cause != null ? cause : failure;
    }

    /// Adapts a typed handler to a streaming one, with the serializers of Lambda's runtime.
    private static final class Typed implements RequestStreamHandler {
        private final RequestHandler<Object, Object> handler;
        private final EventSerializer input;
        private final EventSerializer output;

        @SuppressWarnings("unchecked") // The serializers match the declared types.
        Typed(RequestHandler<?, ?> handler, ClassLoader code) throws ReflectiveOperationException {
            this.handler = (RequestHandler<Object, Object>) handler;
            Type[] types = declaredTypes(handler.getClass());
            this.input = EventSerializer.of(types[0], code);
            this.output = EventSerializer.of(types[1], code);
        }

        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) {
            Object returned = handler.handleRequest(input.read(event), context);
            output.write(returned, answer);
        }

        private static Type[] declaredTypes(Class<?> handler) {
            for (Type implemented : handler.getGenericInterfaces()) {
                if (implemented instanceof ParameterizedType generic
                        && generic.getRawType() == RequestHandler.class) {
                    return generic.getActualTypeArguments();
                }
            }
            throw new IllegalArgumentException(
                    handler.getName() + " does not itself declare RequestHandler<Input, Output>");
        }
    }
}
