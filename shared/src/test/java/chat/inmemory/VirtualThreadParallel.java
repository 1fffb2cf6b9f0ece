package chat.inmemory;

import chat.port.Parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Runs each call in its own virtual thread.
public final class VirtualThreadParallel implements Parallel {
    private final SequentialParallel inOrder = new SequentialParallel();

    @Override
    public <T> List<T> all(List<Supplier<T>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Supplier<T>> results = new ArrayList<>();
            for (Supplier<T> call : calls) {
                Future<T> future = threads.submit(call::get);
                results.add(() -> result(future));
            }
            return inOrder.all(results);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
