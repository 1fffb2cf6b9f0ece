package chat.local.faults;

/// The points within a function that are visible from outside: before and after each of its calls
/// to AWS.
public final class CallPoints {
    private final Faults faults;
    private final FaultyInvoker invoker;

    /// @param invoker kills functions
    public CallPoints(Faults faults, FaultyInvoker invoker) {
        this.faults = faults;
        this.invoker = invoker;
    }

    /// Called before a function's call.
    ///
    /// @param call such as `dynamodb:PutItem`
    /// @return whether the call may proceed; false if the function was killed
    public boolean before(String functionName, String call) {
        return survives(functionName, "before " + call);
    }

    /// Called after a function's call, before the response is returned.
    ///
    /// @return whether the function can still receive the response
    public boolean after(String functionName, String call) {
        return survives(functionName, "after " + call);
    }

    private boolean survives(String functionName, String point) {
        var effect = faults.atInvocation(functionName, point);
        if (effect.isEmpty()) {
            return true;
        }
        return switch (effect.get()) {
            case Effect.Kill _ -> {
                invoker.kill(functionName);
                yield false;
            }
            case Effect.Delay delay -> {
                Faults.pause(delay);
                yield true;
            }
            // Unreachable: the document configures a failing call as a fault of that call.
            case Effect.Fail _ ->
                    throw new IllegalStateException("a failing call is not an invocation fault");
        };
    }
}
