package chat.local.template;

import java.io.Serial;

/// The assembly cannot be run. The message names the resource and the property.
public final class TemplateException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    public TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
