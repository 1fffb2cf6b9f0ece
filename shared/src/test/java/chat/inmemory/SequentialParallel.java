package chat.inmemory;

import chat.port.Parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Runs the calls one after another, in order. Deterministic.
public final class SequentialParallel implements Parallel {
    @Override
    public <T> List<T> all(List<Supplier<T>> calls) {
        var results = new ArrayList<T>();
        var failures = new ArrayList<RuntimeException>();
        for (Supplier<T> call : calls) {
            try {
                results.add(call.get());
            } catch (RuntimeException failure) {
                failures.add(failure);
            }
        }
        if (failures.isEmpty()) {
            return results;
        }
        RuntimeException first = failures.removeFirst();
        failures.forEach(first::addSuppressed);
        throw first;
    }
}
