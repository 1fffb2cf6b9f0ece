package chat.local.data;

import chat.local.http.HttpResponse;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Function;

/// Checks each request of a function against its role, and applies the active faults. Requests of
/// other callers are not checked.
final class Guard implements Function<StoreCall, HttpResponse> {
    private final Function<StoreCall, HttpResponse> stores;

    /// Null until the stack is known; no function runs before that.
    private volatile @Nullable Rules rules;

    /// The rules for functions' requests.
    record Rules(IamCheck iam, CallFaults faults) {}

    Guard(Function<StoreCall, HttpResponse> stores) {
        this.stores = stores;
    }

    /// Applies these rules from now on.
    void enforce(Rules next) {
        rules = next;
    }

    @Override
    public HttpResponse apply(StoreCall call) {
        Rules inForce = rules;
        Optional<String> function =
                inForce == null
                        ? Optional.empty()
                        : inForce.iam().iam().functionName(call.accessKeyId());
        return inForce == null || function.isEmpty()
                ? stores.apply(call)
                : answer(function.get(), call, inForce);
    }

    private HttpResponse answer(String function, StoreCall call, Rules inForce) {
        Optional<Refusal> denied = inForce.iam().refusal(call);
        if (denied.isPresent()) {
            return denied.get().response();
        }
        return switch (inForce.faults().fate(function, call)) {
            case CallFaults.Done _ -> {
                HttpResponse answer = stores.apply(call);
                yield inForce.faults().isAwaited(function, call) ? answer : HttpResponse.NONE;
            }
            case CallFaults.AnswerLost _ -> {
                var _ = stores.apply(call);
                yield HttpResponse.NONE;
            }
            case CallFaults.Lost _ -> HttpResponse.NONE;
            case CallFaults.Refused(Refusal refusal) -> refusal.response();
        };
    }
}
