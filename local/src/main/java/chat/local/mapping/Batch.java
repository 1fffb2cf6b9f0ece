package chat.local.mapping;

import chat.local.lambda.InvocationResult;

import java.time.Duration;

/// A batch that a function was given, and what came of it.
///
/// @param records how many there were
/// @param failed how many of them count as failed; all if the function itself failed
/// @param again whether some of them had been given to the function before
/// @param eventBytes the event's size, UTF-8
public record Batch(
        int records,
        int failed,
        boolean again,
        int eventBytes,
        InvocationResult result,
        Duration took) {}
