package chat.functions;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// A function's environment variables. A missing one is named at the start, not at first use.
record Variables(Map<String, String> values) {
    /// @throws IllegalStateException if the variable is not set
    String required(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /// An address, where it is set: locally for the AWS services, on AWS never.
    Optional<URI> address(String name) {
        return Optional.ofNullable(values.get(name)).map(URI::create);
    }
}
