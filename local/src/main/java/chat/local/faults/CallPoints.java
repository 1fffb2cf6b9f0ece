package chat.local.faults;

/// The points within a function that can be told from outside: before and after each of its calls
/// to AWS.
public final class CallPoints {
    private final Faults faults;
    private final FaultyInvoker invoker;

    /// @param invoker what kills a function
    public CallPoints(Faults faults, FaultyInvoker invoker) {
        this.faults = faults;
        this.invoker = invoker;
    }

    /// The function is about to call.
    ///
    /// @param call such as `dynamodb:PutItem`
    /// @return whether it still is: a function that was killed here never calls
    public boolean before(String functionName, String call) {
        return survives(functionName, "before " + call);
    }

    /// The call was made, and its answer is about to go back.
    ///
    /// @return whether the function is still there to get it
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
            // The document cannot say so: that a call fails is said of the call.
            case Effect.Fail _ -> throw new IllegalStateException("no function fails at a call");
        };
    }
}
