package io.lapwing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/// Each package is a slice, but for the families of shared records, which are one together: a device's reply is about
/// a message, a message is about a device.
final class PackageSlices implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        return Place.of(javaClass).map(place -> {
            boolean isRecordFamily = place.isPureModel() && !place.isPort();
            return SliceIdentifier.of(isRecordFamily ? "sharedmodel" : String.join(".", place.levels()));
        }).orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
        return "packages";
    }
}
