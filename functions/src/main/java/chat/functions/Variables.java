package chat.functions;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// A function's environment variables. A missing variable fails the start, not the first use.
record Variables(Map<String, String> values) {
    /// @throws IllegalStateException if the variable is not set
    String required(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /// @throws IllegalStateException if the variable is not set or not a whole number
    int integer(String name) {
        String value = required(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException noNumber) {
            throw new IllegalStateException(
                    "the environment variable " + name + " must be a whole number: " + value,
                    noNumber);
        }
    }

    /// An address, if it is set: that of a local AWS service. It is never set on AWS.
    Optional<URI> address(String name) {
        return Optional.ofNullable(values.get(name)).map(URI::create);
    }
}
