package io.lapwing.fileprocessor.domain;

/// What units measure, and the unit that readings of it are kept in: a symbol of UCUM.
public enum Quantity {
    TEMPERATURE("Cel"),
    PRESSURE("bar"),
    LENGTH("m"),
    SPEED("m/s"),
    MASS("kg"),
    VOLUME("L"),
    FLOW("L/min"),
    POWER("W"),
    ENERGY("kW.h"),
    VOLTAGE("V"),
    CURRENT("A"),
    FREQUENCY("Hz"),
    RATIO("%"),
    TIME("s"),
    ILLUMINANCE("lx");

    private final String canonical;

    Quantity(String canonical) {
        this.canonical = canonical;
    }

    public String canonical() {
        return canonical;
    }
}
