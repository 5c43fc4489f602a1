package io.lapwing.architecture;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.lapwing.architecture.Conditions.each;
import static io.lapwing.architecture.Conditions.in;
import static io.lapwing.architecture.Conditions.outermost;
import static io.lapwing.architecture.Conditions.see;
import static io.lapwing.architecture.Conditions.unless;

/// What the house's code must keep to. [ArchitectureTest] runs all of it in every module, and a fixture below
/// `io.lapwing.architecture.broken` breaks each rule once, to show that it would be noticed.
public final class ArchitectureRules {

    /// Domain code is pure: it sees the JDK, JSpecify, the shared model without its JSON and CSV, and
    /// itself.
    public static final ArchRule DOMAIN_IS_PURE = rule(see("see only the JDK, JSpecify, the model and its own domain",
            in(Place::isDomain), (origin, target) -> isJdk(target) || isJSpecify(target) || isPureModel(target)
                    || (in(Place::isDomain).test(target) && sameModule(origin, target))));

    /// The shared model is pure, but for its JSON and CSV.
    public static final ArchRule SHARED_MODEL_IS_PURE = rule(see("see only the JDK, JSpecify and the model",
            in(Place::isPureModel),
            (_, target) -> isJdk(target) || isJSpecify(target) || isPureModel(target)));

    /// Nobody but the shared model's JSON knows Jackson.
    public static final ArchRule JACKSON_ONLY_IN_JSON = rule(see("see Jackson in the shared model's JSON only",
            in(place -> !place.isJson()), (_, target) -> !isIn(target, "tools.jackson", "com.fasterxml.jackson")));

    /// Nobody but the shared model's CSV knows FastCSV.
    public static final ArchRule FASTCSV_ONLY_IN_CSV = rule(see("see FastCSV in the shared model's CSV only",
            in(place -> !place.isCsv()), (_, target) -> !isIn(target, "de.siegmar.fastcsv")));

    /// Whoever names a vendor or a driver lives under infra, or in the load tests.
    public static final ArchRule VENDORS_ONLY_UNDER_INFRA = rule(see(
            "see only the JDK, JSpecify, our own code, and Jackson, FastCSV, zstd, Spring, Nimbus and langchain4j where "
                    + "those are allowed",
            in(place -> !place.isOnPlatform() && !place.isLoadTests()),
            (_, target) -> isJdk(target) || isJSpecify(target) || in(_ -> true).test(target)
                    || isIn(target, "tools.jackson", "com.fasterxml.jackson", "de.siegmar.fastcsv",
                            "com.github.luben.zstd", "org.springframework", "com.nimbusds", "dev.langchain4j")));

    /// Nobody below the platforms sees one, nor one platform another.
    public static final ArchRule PLATFORMS_STAY_OUTSIDE = rule(see("see no platform but its own", in(_ -> true),
            (origin, target) -> !in(Place::isOnPlatform).test(target) || sameModule(origin, target)
                    || in(Place::isLoadTests).test(origin)));

    /// Spring wires, in configurations, in the app and in what starts a Lambda function; it appears nowhere else.
    public static final ArchRule SPRING_ONLY_WIRES = rule(see(
            "see Spring in configurations, in the app and in the Lambda runtime only",
            origin -> !in(Place::isLocalApp).test(origin) && !in(Place::isAwsRuntime).test(origin)
                    && !isConfiguration(origin),
            (_, target) -> !isIn(target, "org.springframework")));

    /// Tokens are verified by the REST API's functions, and those of Teams by its channel.
    public static final ArchRule NIMBUS_ONLY_VERIFIES_TOKENS = rule(
            see("see Nimbus in the REST API's functions, the chatbot's channels, configurations, and on platforms only",
                    origin -> !isConfiguration(origin) && !in(Place::isOnPlatform).test(origin)
                            && !in(place -> place.isFunctions() && place.root().equals(List.of("restapi")))
                                    .test(origin)
                            && !in(Place::isChatChannel).test(origin),
                    (_, target) -> !isIn(target, "com.nimbusds")));

    /// Models are asked by one package, so that nobody else deploys what that takes.
    public static final ArchRule LANGCHAIN4J_ONLY_ASKS_MODELS = rule(
            see("see langchain4j in the chatbot's model only", in(place -> !place.isChatModel()),
                    (_, target) -> !isIn(target, "dev.langchain4j")));

    /// A library of the machine's own code: only who writes the lake's files carries it.
    public static final ArchRule ZSTD_ONLY_IN_LAKE = rule(see("see zstd where the lake's files are written only",
            in(place -> !place.isLake() && !place.isOnPlatform() && !place.isLoadTests()),
            (_, target) -> !isIn(target, "com.github.luben.zstd")));

    /// The JDK's desktop classes take long to start: only who makes pictures pays for them.
    public static final ArchRule DESKTOP_ONLY_MAKES_PICTURES = rule(
            see("see the JDK's desktop in charts and thumbnails only", in(place -> !place.isPicture()),
                    (_, target) -> !isIn(target, "java.awt", "javax.imageio", "javax.swing")));

    /// Functions call the domain; the domain calls no function.
    public static final ArchRule DOMAIN_SEES_NO_FUNCTION = rule(
            see("see no function", in(Place::isDomain), (_, target) -> !in(Place::isFunctions).test(target)));

    /// Function modules are deployed one by one.
    public static final ArchRule FUNCTION_MODULES_STAY_APART = rule(
            see("see no other function module", in(Place::isFunctionModule),
                    (origin, target) -> !in(Place::isFunctionModule).test(target) || sameModule(origin, target)));

    /// Time, chance and settings come in as arguments.
    public static final ArchRule NO_CLOCK_RANDOMNESS_OR_ENVIRONMENT = rule(
            each("read no clock, randomness or environment in domain and functions",
                    javaClass -> in(place -> place.isDomain() || place.isFunctions()).test(javaClass)
                            ? AmbientReads.of(javaClass)
                            : List.of()));

    /// Packages form no cycle. The families of shared records count as one, since they describe one another.
    public static final ArchRule NO_PACKAGE_CYCLES = SlicesRuleDefinition.slices().assignedFrom(new PackageSlices())
            .should().beFreeOfCycles().allowEmptyShould(true);

    /// Packages lie at most two below their module's root.
    public static final ArchRule PACKAGES_ARE_SHALLOW = rule(each("lie at most two packages below their module's root",
            javaClass -> unless(in(place -> place.levels().size() - place.root().size() <= 2).test(javaClass),
                    "lies too deep")));

    /// Every package is null-marked.
    public static final ArchRule PACKAGES_ARE_NULL_MARKED = rule(each("live in a null-marked package",
            javaClass -> unless(javaClass.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"),
                    "lives in a package that is not null-marked")));

    /// Names that say nothing end in one of these.
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Impl|Manager|Helper|Utils)");

    /// Names say what a thing is.
    public static final ArchRule NAMES_SAY_SOMETHING = rule(each("have names that say what they are",
            javaClass -> unless(!EMPTY_NAME.matcher(javaClass.getSimpleName()).matches(), "has an empty name")));

    /// Every port has a contract.
    public static final ArchRule EVERY_PORT_HAS_A_CONTRACT = rule(each("have a contract",
            javaClass -> unless(!Contracts.isPort(javaClass) || Contracts.exists(javaClass), "has no contract")));

    /// Every adapter runs the contract of each of its ports, in a test class whose name begins with the adapter's.
    public static final ArchRule EVERY_ADAPTER_RUNS_ITS_CONTRACTS = rule(new Contracts.AreRun());

    /// Rules about the code that is delivered.
    static final List<ArchRule> OF_MAIN_CODE = List.of(DOMAIN_IS_PURE, SHARED_MODEL_IS_PURE, JACKSON_ONLY_IN_JSON,
            FASTCSV_ONLY_IN_CSV, VENDORS_ONLY_UNDER_INFRA, PLATFORMS_STAY_OUTSIDE, SPRING_ONLY_WIRES,
            NIMBUS_ONLY_VERIFIES_TOKENS, LANGCHAIN4J_ONLY_ASKS_MODELS, ZSTD_ONLY_IN_LAKE, DESKTOP_ONLY_MAKES_PICTURES,
            DOMAIN_SEES_NO_FUNCTION, FUNCTION_MODULES_STAY_APART, NO_CLOCK_RANDOMNESS_OR_ENVIRONMENT,
            NO_PACKAGE_CYCLES);

    /// Rules about all code, tests included.
    static final List<ArchRule> OF_ALL_CODE = List.of(PACKAGES_ARE_SHALLOW, PACKAGES_ARE_NULL_MARKED,
            NAMES_SAY_SOMETHING, EVERY_PORT_HAS_A_CONTRACT, EVERY_ADAPTER_RUNS_ITS_CONTRACTS);

    private static final Set<String> JDK = Set.of("java", "javax.crypto", "javax.imageio", "javax.net",
            "javax.security");

    private ArchitectureRules() {}

    private static ArchRule rule(ArchCondition<JavaClass> condition) {
        return classes().should(condition).allowEmptyShould(true);
    }

    private static boolean isIn(JavaClass javaClass, String... packages) {
        return List.of(packages).stream().anyMatch(name -> javaClass.getName().startsWith(name + "."));
    }

    private static boolean isJdk(JavaClass javaClass) {
        return JDK.stream().anyMatch(name -> isIn(javaClass, name));
    }

    private static boolean isJSpecify(JavaClass javaClass) {
        return isIn(javaClass, "org.jspecify.annotations");
    }

    private static boolean isPureModel(JavaClass javaClass) {
        return in(Place::isPureModel).test(javaClass);
    }

    private static boolean isConfiguration(JavaClass javaClass) {
        return outermost(javaClass).getSimpleName().endsWith("Configuration");
    }

    private static boolean sameModule(JavaClass one, JavaClass other) {
        return Place.of(one).flatMap(place -> Place.of(other).filter(
                that -> that.levels().getFirst().equals(place.levels().getFirst()))).isPresent();
    }
}
