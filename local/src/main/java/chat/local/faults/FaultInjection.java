package chat.local.faults;

import chat.local.gateway.Gateway;
import chat.local.gateway.Wire;
import chat.local.http.Endpoint;
import chat.local.iam.Iam;
import chat.local.lambda.Invoker;

import java.util.List;

/// Inserts faults around the parts of a runtime.
public final class FaultInjection {
    private final Iam iam;
    private final StackNames names;
    private final Faults faults = new Faults();
    private final FaultyInvoker invoker;
    private final CallPoints points;
    private final FaultyWire wire = new FaultyWire(faults);

    /// Wraps functions with faults.
    ///
    /// @param iam identifies the function that signed a call
    /// @param names the names that a fault document may use
    public FaultInjection(Invoker functions, Iam iam, StackNames names) {
        this.iam = iam;
        this.names = names;
        this.invoker = new FaultyInvoker(functions, faults);
        this.points = new CallPoints(faults, invoker);
    }

    /// The functions.
    public Invoker invoker() {
        return invoker;
    }

    /// The functions as invoked by event source mappings.
    public Invoker mapped() {
        return new FaultyBatches(invoker, faults);
    }

    /// The connection between gateways and clients.
    public Wire wire() {
        return wire;
    }

    /// The active faults.
    public Faults faults() {
        return faults;
    }

    /// The fault points within functions.
    public CallPoints points() {
        return points;
    }

    /// A gateway's `@connections` API.
    public Endpoint management(Gateway gateway) {
        var injection = new FaultyManagement.Injection(faults, points, iam);
        return new FaultyManagement(gateway.managementApi(), injection, gateway::user);
    }

    /// `POST /dev/faults`.
    public Endpoint endpoint(List<Gateway> gateways) {
        return new FaultsEndpoint(
                names, faults, wire, ids -> gateways.forEach(gateway -> gateway.cut(ids)));
    }
}
