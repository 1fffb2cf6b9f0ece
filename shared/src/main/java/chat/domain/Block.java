package chat.domain;

/// Whether somebody blocks, as of a version of that member's [Settings].
public record Block(boolean on, long version) {
    /// Never blocked.
    public static final Block NONE = new Block(false, 0);

    /// The block that settings speak of.
    public static Block of(Settings settings) {
        return new Block(settings.has(Setting.BLOCKED), settings.version());
    }
}
