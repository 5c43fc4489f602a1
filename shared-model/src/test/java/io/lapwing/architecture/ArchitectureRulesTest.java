package io.lapwing.architecture;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/// Proves each rule by the fixtures that break it, and by the others, which do not.
class ArchitectureRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .importPackages("io.lapwing.architecture.broken");

    /// By rule, those who break it.
    private static final Map<ArchRule, Set<String>> CULPRITS = Map.ofEntries(
            Map.entry(ArchitectureRules.DOMAIN_IS_PURE,
                    Set.of("DomainThatSeesJson", "DomainThatCallsAFunction", "DomainThatSeesAnotherModule")),
            Map.entry(ArchitectureRules.SHARED_MODEL_IS_PURE, Set.of("ModelThatSeesJson", "ModelThatSeesCsv")),
            Map.entry(ArchitectureRules.JACKSON_ONLY_IN_JSON, Set.of("FunctionThatSeesJackson")),
            Map.entry(ArchitectureRules.FASTCSV_ONLY_IN_CSV, Set.of("FunctionThatSeesFastCsv")),
            Map.entry(ArchitectureRules.VENDORS_ONLY_UNDER_INFRA, Set.of("FunctionThatSeesAVendor")),
            Map.entry(ArchitectureRules.PLATFORMS_STAY_OUTSIDE,
                    Set.of("FunctionThatSeesAPlatform", "PlatformThatSeesAnother")),
            Map.entry(ArchitectureRules.SPRING_ONLY_WIRES,
                    Set.of("FunctionThatSeesSpring", "TriggerThatSeesSpring")),
            Map.entry(ArchitectureRules.NIMBUS_ONLY_VERIFIES_TOKENS, Set.of("FunctionThatSeesNimbus")),
            Map.entry(ArchitectureRules.LANGCHAIN4J_ONLY_ASKS_MODELS, Set.of("FunctionThatAsksAModel")),
            Map.entry(ArchitectureRules.ZSTD_ONLY_IN_LAKE, Set.of("FunctionThatCompresses")),
            Map.entry(ArchitectureRules.DESKTOP_ONLY_MAKES_PICTURES, Set.of("FunctionThatPaints")),
            Map.entry(ArchitectureRules.DOMAIN_SEES_NO_FUNCTION, Set.of("DomainThatCallsAFunction")),
            Map.entry(ArchitectureRules.FUNCTION_MODULES_STAY_APART, Set.of("DomainThatSeesAnotherModule")),
            Map.entry(ArchitectureRules.NO_CLOCK_RANDOMNESS_OR_ENVIRONMENT, Set.of("FunctionThatReadsTheMachine")),
            Map.entry(ArchitectureRules.PACKAGES_ARE_SHALLOW, Set.of("TooDeep", "package-info")),
            Map.entry(ArchitectureRules.PACKAGES_ARE_NULL_MARKED, Set.of("NotNullMarked")),
            Map.entry(ArchitectureRules.NAMES_SAY_SOMETHING,
                    Set.of("PumpImpl", "PumpManager", "PumpHelper", "PumpUtils")),
            Map.entry(ArchitectureRules.EVERY_PORT_HAS_A_CONTRACT, Set.of("ForgottenPort")),
            Map.entry(ArchitectureRules.EVERY_ADAPTER_RUNS_ITS_CONTRACTS, Set.of("UntestedAdapter")));

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(HOUSE).getFailureReport().getDetails();
    }

    @TestFactory
    Stream<DynamicTest> a_rule_names_those_who_break_it_and_nobody_else() {
        return CULPRITS.entrySet().stream().map(
                entry -> DynamicTest.dynamicTest(entry.getKey().getDescription(), () -> assertThat(
                        violations(entry.getKey()).stream().map(ArchitectureRulesTest::culprit)
                                .collect(Collectors.toSet()))
                        .isEqualTo(entry.getValue())));
    }

    private static String culprit(String violation) {
        String className = violation.substring(0, violation.indexOf(' '));
        return className.substring(className.lastIndexOf('.') + 1);
    }

    @Test
    void names_the_packages_that_form_a_cycle() {
        assertThat(violations(ArchitectureRules.NO_PACKAGE_CYCLES))
                .anySatisfy(cycle -> assertThat(cycle).contains("Cycle detected", "chatbot.domain.first",
                        "chatbot.domain.second"));
    }

    @Test
    void names_every_way_in_which_a_function_reads_the_machine() {
        List<String> reads = violations(ArchitectureRules.NO_CLOCK_RANDOMNESS_OR_ENVIRONMENT);

        Stream.of("Instant.now(", "System.currentTimeMillis(", "System.nanoTime(", "LocalDate.now(",
                "ZonedDateTime.now(", "Clock.systemUTC(", "Clock.systemDefaultZone(", "InstantSource.system(",
                "Math.random(", "UUID.randomUUID(",
                "ThreadLocalRandom.current(", "Random.<init>(", "SecureRandom.<init>(", "RandomGenerator.getDefault(",
                "System.getenv(", "System.getProperty(", "ZoneId.systemDefault(")
                .forEach(read -> assertThat(reads).anySatisfy(found -> assertThat(found).contains(read)));
    }

    @Test
    void proves_every_rule() {
        Set<ArchRule> proven = Stream.concat(CULPRITS.keySet().stream(),
                Stream.of(ArchitectureRules.NO_PACKAGE_CYCLES)).collect(Collectors.toSet());

        assertThat(Stream.concat(ArchitectureRules.OF_MAIN_CODE.stream(), ArchitectureRules.OF_ALL_CODE.stream()))
                .containsExactlyInAnyOrderElementsOf(proven);
    }
}
