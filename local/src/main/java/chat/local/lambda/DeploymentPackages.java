package chat.local.lambda;

import chat.local.template.Function;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The deployment packages of a stack's functions, one for all functions of a jar.
///
/// Thread-safe.
final class DeploymentPackages implements AutoCloseable {
    private final Map<String, DeploymentPackage> ofFunctions = new HashMap<>();
    private final List<DeploymentPackage> all = new ArrayList<>();

    /// Replaces the code of these functions, and retires packages that no function uses any more.
    ///
    /// @param use receives each function's new version before an old one is retired
    synchronized void renew(Collection<Function> functions, Consumer<Version> use) {
        var former = new ArrayList<>(ofFunctions.values());
        var packages = new HashMap<Path, DeploymentPackage>();
        for (var function : functions) {
            var code =
                    packages.computeIfAbsent(
                            function.code().toAbsolutePath().normalize(), DeploymentPackage::new);
            ofFunctions.put(function.name(), code);
            use.accept(new Version(function, code));
        }
        all.addAll(packages.values());
        former.removeAll(ofFunctions.values());
        former.forEach(DeploymentPackage::retire);
    }

    /// Closes all packages, even those in use.
    @Override
    public synchronized void close() {
        all.forEach(DeploymentPackage::close);
    }
}
