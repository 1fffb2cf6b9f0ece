package chat.domain;

/// Whether a member blocks the other, as of a version of that member's [Settings].
public record Block(boolean on, long version) {
    /// Never blocked.
    public static final Block NONE = new Block(false, 0);

    /// The block in a member's settings.
    public static Block of(Settings settings) {
        return new Block(settings.has(Setting.BLOCKED), settings.version());
    }
}
