package chat.domain;

/// The id of a user: the verified `sub` of an OIDC token, 1 to 128 printable ASCII characters.
public record UserId(String value) implements Comparable<UserId> {
    /// The length limit. Two ids of this length and 730 bytes of attributes fit into a row of 1 KB.
    public static final int LENGTH_MAX = 128;

    /// @throws InvalidValueException if the value is empty, too long or not printable ASCII
    public UserId {
        if (value.isEmpty() || value.length() > LENGTH_MAX) {
            throw new InvalidValueException("must have 1 to " + LENGTH_MAX + " characters");
        }
        if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new InvalidValueException("must be printable ASCII");
        }
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }
}
