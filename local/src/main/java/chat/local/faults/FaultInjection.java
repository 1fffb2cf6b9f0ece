package chat.local.faults;

import chat.local.gateway.Gateway;
import chat.local.gateway.Wire;
import chat.local.http.Endpoint;
import chat.local.iam.Iam;
import chat.local.lambda.Invoker;

import java.util.List;

/// Everything at which faults happen, put around the parts of a runtime.
public final class FaultInjection {
    private final Iam iam;
    private final StackNames names;
    private final Faults faults = new Faults();
    private final FaultyInvoker invoker;
    private final CallPoints points;
    private final FaultyWire wire = new FaultyWire(faults);

    /// Puts faults around functions.
    ///
    /// @param iam tells whose credentials signed a call
    /// @param names that a fault document may use
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

    /// The functions as event source mappings call them.
    public Invoker mapped() {
        return new FaultyStreams(invoker, faults);
    }

    /// What lies between gateways and clients.
    public Wire wire() {
        return wire;
    }

    /// The faults in force.
    public Faults faults() {
        return faults;
    }

    /// The points within functions.
    public CallPoints points() {
        return points;
    }

    /// A gateway's `@connections`.
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
