package io.lapwing.architecture;

import java.util.Collection;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/// Ports, their contracts, and who runs them.
final class Contracts {

    private Contracts() {}

    /// Ports are the interfaces at the top level of the shared model's port package, but for those of its tests.
    static boolean isPort(JavaClass javaClass) {
        return javaClass.isInterface() && javaClass.isTopLevelClass() && Conditions.in(Place::isPort).test(javaClass)
                && !javaClass.getSimpleName().equals("package-info")
                && !javaClass.getSimpleName().endsWith("Tests");
    }

    /// Where a contract lies depends on the module that looks, so the class path tells.
    static boolean exists(JavaClass port) {
        try {
            Class.forName(contractOf(port), false, Contracts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    static String contractOf(JavaClass port) {
        return port.getName() + "Contract";
    }

    /// Each adapter has a test class that extends the contract of each of its ports.
    static final class AreRun extends ArchCondition<JavaClass> {

        private List<JavaClass> tests = List.of();

        AreRun() {
            super("run the contract of every port that they implement");
        }

        @Override
        public void init(Collection<JavaClass> all) {
            tests = all.stream().filter(AreRun::isConcrete).toList();
        }

        @Override
        public void check(JavaClass item, ConditionEvents events) {
            if (!isAdapter(item)) {
                return;
            }
            item.getAllRawInterfaces().stream().filter(Contracts::isPort).filter(port -> !isRun(item, port))
                    .forEach(port -> events.add(SimpleConditionEvent.violated(item,
                            item.getName() + " has no test class that extends " + contractOf(port))));
        }

        private static boolean isAdapter(JavaClass javaClass) {
            return isConcrete(javaClass)
                    && (isPlatforms(javaClass) || Conditions.in(Place::isInMemory).test(javaClass));
        }

        private static boolean isPlatforms(JavaClass javaClass) {
            return Place.isMainCode(javaClass) && Conditions.in(Place::isOnPlatform).test(javaClass);
        }

        private static boolean isConcrete(JavaClass javaClass) {
            return !javaClass.isInterface() && !javaClass.getModifiers().contains(JavaModifier.ABSTRACT);
        }

        private boolean isRun(JavaClass adapter, JavaClass port) {
            return tests.stream().anyMatch(test -> test.getSimpleName().startsWith(adapter.getSimpleName())
                    && test.isAssignableTo(contractOf(port)));
        }
    }
}
