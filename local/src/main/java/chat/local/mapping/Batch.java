package chat.local.mapping;

import chat.local.lambda.InvocationResult;

import java.time.Duration;

/// A batch that was passed to a function, with its outcome.
///
/// @param records number of records
/// @param failed number of failed records; all of them if the function itself failed
/// @param again whether some of them had been passed to the function before
/// @param eventBytes size of the event in bytes of UTF-8
public record Batch(
        int records,
        int failed,
        boolean again,
        int eventBytes,
        InvocationResult result,
        Duration took) {}
