package chat.local.lambda;

import chat.local.template.Function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The deployment packages of a stack's functions, one for all functions of a jar.
///
/// Thread-safe.
final class DeploymentPackages implements AutoCloseable {
    private final Map<String, DeploymentPackage> ofFunctions = new HashMap<>();
    private final List<DeploymentPackage> own = new ArrayList<>();
    private final Optional<SharedCode> shared;

    /// @param shared the packages of other stacks too, which this object never closes
    DeploymentPackages(Optional<SharedCode> shared) {
        this.shared = shared;
    }

    /// Replaces the code of these functions, and retires packages that no function uses any more.
    ///
    /// @param use receives each function's new version before an old one is retired
    synchronized void renew(Collection<Function> functions, Consumer<Version> use) {
        var former = new ArrayList<>(ofFunctions.values());
        var packages = new HashMap<Path, DeploymentPackage>();
        for (var function : functions) {
            var code =
                    packages.computeIfAbsent(
                            function.code().toAbsolutePath().normalize(), this::open);
            ofFunctions.put(function.name(), code);
            use.accept(new Version(function, code));
        }
        former.removeAll(ofFunctions.values());
        former.retainAll(own);
        former.forEach(DeploymentPackage::retire);
    }

    /// Closes all packages, even those in use.
    @Override
    public synchronized void close() {
        own.forEach(DeploymentPackage::close);
    }

    private DeploymentPackage open(Path source) {
        return shared.flatMap(code -> code.of(source)).orElseGet(() -> openOwn(source));
    }

    private DeploymentPackage openOwn(Path source) {
        var opened = new DeploymentPackage(source);
        own.add(opened);
        return opened;
    }
}
