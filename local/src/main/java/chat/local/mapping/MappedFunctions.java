package chat.local.mapping;

import chat.local.lambda.InvocationResult;
import chat.local.lambda.Invoker;
import chat.local.template.EventSourceMapping;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Invokes functions with the batches of mappings.
///
/// @param listener receives each batch
public record MappedFunctions(Invoker invoker, MappingListener listener) {
    /// A batch for a mapping's function.
    ///
    /// @param items the identifiers of the batch's records
    /// @param again whether some of them had been passed to the function before
    record Work(String event, List<String> items, boolean again) {}

    /// The result of an invocation.
    record Done(InvocationResult result, Answer answer) {}

    /// Invokes a mapping's function with a batch and notifies the listener.
    Done invoke(EventSourceMapping mapping, Work work) {
        long begin = System.nanoTime();
        var result = invoker.invoke(mapping.functionName(), work.event());
        var took = Duration.ofNanos(System.nanoTime() - begin);
        Answer answer = Answer.of(result, work.items(), mapping.reportBatchItemFailures());
        int bytes = work.event().getBytes(StandardCharsets.UTF_8).length;
        int records = work.items().size();
        listener.invoked(
                mapping,
                new Batch(records, answer.failed(records), work.again(), bytes, result, took));
        return new Done(result, answer);
    }
}
