package io.lapwing.architecture;

import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/// Holds a module to [ArchitectureRules]. Each module has a subclass that names its packages.
public abstract class ArchitectureTest {

    private static final ImportOption WITHOUT_FIXTURES = location -> !location.contains("/architecture/broken/");

    /// The packages that all of the module's classes lie below.
    protected abstract List<String> rootPackages();

    private JavaClasses classes(ImportOption... options) {
        return new ClassFileImporter().withImportOption(WITHOUT_FIXTURES).withImportOptions(List.of(options))
                .importPackages(rootPackages());
    }

    @TestFactory
    Stream<DynamicTest> main_code_keeps_to_the_rules() {
        return tests(ArchitectureRules.OF_MAIN_CODE, classes(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS));
    }

    @TestFactory
    Stream<DynamicTest> all_code_keeps_to_the_rules() {
        return tests(ArchitectureRules.OF_ALL_CODE, classes());
    }

    /// A root package that was misspelt would keep to every rule.
    @Test
    void there_is_code_below_each_root_package() {
        JavaClasses classes = classes(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);

        assertThat(rootPackages()).isNotEmpty().allSatisfy(root -> assertThat(classes)
                .anyMatch(javaClass -> (javaClass.getPackageName() + ".").startsWith(root + ".")));
    }

    private static Stream<DynamicTest> tests(List<ArchRule> rules, JavaClasses classes) {
        return rules.stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes)));
    }
}
