package chat.functions;

import chat.port.Parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Runs calls in parallel, each on its own virtual thread, the last on the caller's.
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
        var failures = new ArrayList<Throwable>();
        for (FutureTask<T> task : tasks) {
            try {
                results.add(task.get());
            } catch (ExecutionException failed) {
                failures.add(failed.getCause() == null ? failed : failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while calls ran", interrupted);
            }
        }
        if (!failures.isEmpty()) {
            throw first(failures);
        }
        return results;
    }

    /// The first failure, with the others suppressed in it. It is thrown only when all calls have
    /// ended, because Lambda freezes or ends the process of a failed function.
    private static RuntimeException first(List<Throwable> failures) {
        Throwable first = failures.getFirst();
        failures.stream().filter(other -> other != first).forEach(first::addSuppressed);
        return switch (first) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new IllegalStateException(first);
        };
    }
}
