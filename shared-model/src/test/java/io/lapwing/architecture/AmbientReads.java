package io.lapwing.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;

import static java.util.Map.entry;

/// Calls, and method references, that take something from the machine rather than from an argument.
final class AmbientReads {

    private static final String CONSTRUCTOR = "<init>";

    /// By class, the methods that read; of java.time every `now`, whatever its arguments.
    private static final Map<String, Set<String>> READS = Map.ofEntries(
            entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty",
                    "getProperties")),
            entry("java.lang.Math", Set.of("random")), entry("java.lang.StrictMath", Set.of("random")),
            entry("java.lang.Integer", Set.of("getInteger")), entry("java.lang.Long", Set.of("getLong")),
            entry("java.lang.Boolean", Set.of("getBoolean")),
            entry("java.security.SecureRandom", Set.of(CONSTRUCTOR, "getInstance", "getInstanceStrong")),
            entry("java.time.Clock", Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds",
                    "tickMinutes")),
            entry("java.time.InstantSource", Set.of("system")),
            entry("java.time.ZoneId", Set.of("systemDefault")),
            entry("java.util.Calendar", Set.of("getInstance")), entry("java.util.Date", Set.of(CONSTRUCTOR)),
            entry("java.util.Locale", Set.of("getDefault")), entry("java.util.Random", Set.of(CONSTRUCTOR)),
            entry("java.util.SplittableRandom", Set.of(CONSTRUCTOR)),
            entry("java.util.TimeZone", Set.of("getDefault")), entry("java.util.UUID", Set.of("randomUUID")),
            entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
            entry("java.util.random.RandomGenerator", Set.of("of", "getDefault")),
            entry("java.util.random.RandomGeneratorFactory", Set.of("of", "getDefault", "all")));

    private AmbientReads() {}

    static List<String> of(JavaClass javaClass) {
        return javaClass.getCodeUnitAccessesFromSelf().stream().map(access -> access.getTarget())
                .filter(AmbientReads::reads).map(target -> "calls " + target.getFullName()).distinct().toList();
    }

    private static boolean reads(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        return (owner.getPackageName().startsWith("java.time") && target.getName().equals("now"))
                || READS.getOrDefault(owner.getName(), Set.of()).contains(target.getName());
    }
}
