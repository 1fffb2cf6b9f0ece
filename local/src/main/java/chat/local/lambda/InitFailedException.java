package chat.local.lambda;

import chat.local.lambda.InvocationResult.Failed;
import chat.local.template.Function;

/// A function's handler could not be constructed. The message names function, handler, code and
/// cause.
final class InitFailedException extends Exception {
    private static final long serialVersionUID = 1;

    /// The class of the cause, or Lambda's name for the error.
    private final String type;

    private final String text;

    /// @param cause the exception of the class or its constructor
    InitFailedException(Function function, Throwable cause) {
        this(function, cause.getClass().getName(), cause.toString());
        initCause(cause);
    }

    /// @param type the class of the cause, or Lambda's name for the error
    InitFailedException(Function function, String type, String cause) {
        this.type = type;
        this.text =
                "%s: handler %s could not be created: %s (%s)"
                        .formatted(function.name(), function.handler(), cause, function.code());
    }

    @Override
    public String getMessage() {
        return text;
    }

    /// The result of the invocation that needed the handler.
    Failed result() {
        return new Failed(type, text);
    }
}
