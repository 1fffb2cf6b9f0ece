package chat.domain;

/// How a log is divided into blocks: block 1 has the entries 1 to [#entries], and so on.
///
/// @param entries the entries of a block
public record BlockLayout(int entries) {
    /// The layout of all stored blocks. Sixty-four short texts deflate to 1 to 4 KB, so a block
    /// costs one read unit or less, and writing it 0.05 units per message.
    public static final BlockLayout STANDARD = new BlockLayout(64);

    /// The block that has an entry.
    public long of(long seq) {
        return (seq - 1) / entries + 1;
    }

    /// The first entry of a block.
    public long first(long block) {
        return (block - 1) * entries + 1;
    }

    /// The last entry of a block.
    public long last(long block) {
        return block * entries;
    }

    /// Whether an entry is the last of its block.
    public boolean isLast(long seq) {
        return seq % entries == 0;
    }

    /// The number of full blocks of a log with this many entries.
    public long full(long entries) {
        return entries / this.entries;
    }
}
