package chat.functions;

import chat.service.Parallel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Runs calls side by side, each on a virtual thread of its own, the last on the caller's.
final class VirtualThreads implements Parallel {
    @Override
    public <T> List<T> all(List<Supplier<T>> calls) {
        var tasks = new ArrayList<FutureTask<T>>();
        for (Supplier<T> call : calls) {
            tasks.add(new FutureTask<>(call::get));
        }
        for (FutureTask<T> task : tasks.subList(0, Math.max(0, tasks.size() - 1))) {
            Thread.ofVirtual().start(task);
        }
        if (!tasks.isEmpty()) {
            tasks.getLast().run();
        }
        return results(tasks);
    }

    private static <T> List<T> results(List<FutureTask<T>> tasks) {
        var results = new ArrayList<T>();
        RuntimeException failure = null;
        for (FutureTask<T> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException failed) {
                RuntimeException cause = runtime(failed.getCause());
                if (failure == null) {
                    failure = cause;
                } else {
                    failure.addSuppressed(cause);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while calls ran", interrupted);
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    private static RuntimeException runtime(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
