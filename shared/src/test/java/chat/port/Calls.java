package chat.port;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Builds the calls for a [chat.port.Parallel].
public final class Calls {
    private Calls() {}

    /// Returns one call per item.
    public static <A, B> List<Supplier<B>> each(Collection<A> items, Function<A, B> call) {
        List<Supplier<B>> calls = new ArrayList<>();
        items.forEach(item -> calls.add(() -> call.apply(item)));
        return calls;
    }
}
