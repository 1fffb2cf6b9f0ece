package chat.local.faults;

import chat.local.http.Endpoint;
import chat.local.http.HttpRequest;
import chat.local.http.HttpResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.util.Optional;
import java.util.function.Predicate;

/// `POST /dev/faults` replaces the active faults with those of the document; `{}` removes them.
/// `GET` returns the number of faults that have occurred since the start, by section.
///
/// Half-open sockets are cut when the faults are replaced, because the messages they lost cannot be
/// recovered.
public final class FaultsEndpoint implements Endpoint {
    private static final String PATH = "/dev/faults";

    private final PlanReader reader;
    private final Faults faults;
    private final FaultyWire wire;
    private final Cutter cutter;

    /// Cuts sockets.
    @FunctionalInterface
    public interface Cutter {
        /// Cuts the sockets of the connections with matching ids.
        void cut(Predicate<String> connectionIds);
    }

    /// @param names the names that a document may use
    /// @param faults the faults to replace
    public FaultsEndpoint(StackNames names, Faults faults, FaultyWire wire, Cutter cutter) {
        this.reader = new PlanReader(names);
        this.faults = faults;
        this.wire = wire;
        this.cutter = cutter;
    }

    @Override
    public Optional<HttpResponse> answer(HttpRequest request) {
        if (request.is("GET", PATH)) {
            return Optional.of(HttpResponse.json(200, happened()));
        }
        return request.is("POST", PATH) ? Optional.of(replace(request.body())) : Optional.empty();
    }

    private String happened() {
        var happened = JsonNodeFactory.instance.objectNode();
        for (Section section : Section.values()) {
            happened.put(section.key(), faults.happened(section));
        }
        return happened.toString();
    }

    private HttpResponse replace(String document) {
        Plan plan;
        try {
            plan = reader.read(document);
        } catch (IllegalArgumentException wrong) {
            var error = JsonNodeFactory.instance.objectNode().put("error", wrong.getMessage());
            return HttpResponse.json(400, error.toString());
        }
        faults.replace(plan);
        cutter.cut(id -> plan.cut() || wire.isHalfOpen(id));
        return HttpResponse.empty(204);
    }
}
