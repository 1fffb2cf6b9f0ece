package chat.local.iam;

import chat.local.template.Statement;
import chat.local.template.Statement.Effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// An action on a resource that a statement of a function's role allows or denies.
///
/// Thread-safe.
final class Grant {
    private final Effect effect;
    private final Wildcard action;
    private final Wildcard resource;
    private final String place;
    private final LongAdder uses = new LongAdder();

    private Grant(Statement statement, String action, String resource) {
        this.effect = statement.effect();
        this.action = Wildcard.ofAction(action);
        this.resource = Wildcard.ofArn(resource);
        this.place = statement.place();
    }

    /// The grants of a statement.
    static List<Grant> of(Statement statement) {
        var grants = new ArrayList<Grant>();
        for (String action : statement.actions()) {
            for (String resource : statement.resources()) {
                grants.add(new Grant(statement, action, resource));
            }
        }
        return grants;
    }

    boolean allows(Permission permission) {
        return effect == Effect.ALLOW && matches(permission);
    }

    boolean denies(Permission permission) {
        return effect == Effect.DENY && matches(permission);
    }

    private boolean matches(Permission permission) {
        return action.matches(permission.action()) && resource.matches(permission.resource());
    }

    void used() {
        uses.increment();
    }

    String place() {
        return place;
    }

    /// The number of requests that this grant allowed; empty for one that denies.
    GrantUse use(String functionName) {
        return new GrantUse(functionName, action.toString(), resource.toString(), uses.sum());
    }

    boolean isAllowing() {
        return effect == Effect.ALLOW;
    }

    @Override
    public String toString() {
        return Objects.requireNonNull(place) + ": " + effect + " " + action + " on " + resource;
    }
}
