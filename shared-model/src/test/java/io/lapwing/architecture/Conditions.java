package io.lapwing.architecture;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/// Conditions whose every violation begins with the name of the class that broke the rule.
final class Conditions {

    private Conditions() {}

    /// Each class of ours that `where` picks sees only such classes.
    static ArchCondition<JavaClass> see(String what, Predicate<JavaClass> where,
            BiPredicate<JavaClass, JavaClass> allowed) {
        return each(what, origin -> !where.test(origin) ? List.of()
                : origin.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !isAllowed(origin, dependency, allowed))
                        .map(dependency -> "sees " + dependency.getTargetClass().getName()).distinct().toList());
    }

    private static boolean isAllowed(JavaClass origin, Dependency dependency,
            BiPredicate<JavaClass, JavaClass> allowed) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return target.isPrimitive() || allowed.test(origin, target);
    }

    /// No class has anything for `violations` to say.
    static ArchCondition<JavaClass> each(String what, Function<JavaClass, List<String>> violations) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                violations.apply(item).forEach(violation -> events
                        .add(SimpleConditionEvent.violated(item, item.getName() + " " + violation)));
            }
        };
    }

    /// The place of a class, as a predicate of it; false for classes that are not ours.
    static Predicate<JavaClass> in(Predicate<Place> place) {
        return javaClass -> Place.of(javaClass).filter(place).isPresent();
    }

    /// One violation, unless all is well.
    static List<String> unless(boolean well, String violation) {
        return well ? List.of() : List.of(violation);
    }

    /// The top-level class that a class is nested in, or itself.
    static JavaClass outermost(JavaClass javaClass) {
        JavaClass outer = javaClass;
        for (Optional<JavaClass> next = outer.getEnclosingClass(); next.isPresent(); next = outer
                .getEnclosingClass()) {
            outer = next.get();
        }
        return outer;
    }
}
