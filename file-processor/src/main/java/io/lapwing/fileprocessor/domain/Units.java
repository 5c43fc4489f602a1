package io.lapwing.fileprocessor.domain;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The units that are known: by their symbols in UCUM, as people usually write them, and by name.
final class Units {

    /// As it is written: kW and KW, mW and MW are not the same.
    private static final Map<String, Unit> BY_SYMBOL = new HashMap<>();
    /// Names, in any case.
    private static final Map<String, Unit> BY_NAME = new HashMap<>();

    static {
        temperature();
        space();
        matter();
        electricity();
        rest();
    }

    private Units() {}

    static Optional<Unit> named(String name) {
        Unit unit = BY_SYMBOL.get(name);
        return Optional.ofNullable(unit != null ? unit : BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The symbols of a quantity, for whoever wrote an unknown one.
    static List<String> examples() {
        return Stream.of(Quantity.values()).map(Quantity::canonical).toList();
    }

    private static void temperature() {
        put(new Unit(Quantity.TEMPERATURE, BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE), "Cel C °C ℃ degC",
                "celsius centigrade");
        put(new Unit(Quantity.TEMPERATURE, new BigDecimal("-32"), new BigDecimal(5), new BigDecimal(9)),
                "[degF] F °F ℉ degF", "fahrenheit");
        put(new Unit(Quantity.TEMPERATURE, new BigDecimal("-273.15"), BigDecimal.ONE, BigDecimal.ONE), "K", "kelvin");
    }

    private static void space() {
        scaled(Quantity.LENGTH, "1", "1", "m", "meter metre meters metres");
        scaled(Quantity.LENGTH, "1", "1000000", "um µm μm", "micrometer micrometre");
        scaled(Quantity.LENGTH, "1", "1000", "mm", "millimeter millimetre millimeters millimetres");
        scaled(Quantity.LENGTH, "1", "100", "cm", "centimeter centimetre centimeters centimetres");
        scaled(Quantity.LENGTH, "1000", "1", "km", "kilometer kilometre kilometers kilometres");
        scaled(Quantity.LENGTH, "0.0254", "1", "[in_i] in", "inch inches");
        scaled(Quantity.LENGTH, "0.3048", "1", "[ft_i] ft", "foot feet");
        scaled(Quantity.LENGTH, "0.9144", "1", "[yd_i] yd", "yard yards");
        scaled(Quantity.LENGTH, "1609.344", "1", "[mi_i] mi", "mile miles");
        scaled(Quantity.SPEED, "1", "1", "m/s", "");
        scaled(Quantity.SPEED, "1000", "3600", "km/h kmh kph", "");
        scaled(Quantity.SPEED, "1609.344", "3600", "[mi_i]/h mph mi/h", "");
        scaled(Quantity.SPEED, "1852", "3600", "[kn_i] kn kt", "knot knots");
        scaled(Quantity.SPEED, "0.3048", "1", "[ft_i]/s ft/s", "");
        scaled(Quantity.SPEED, "1", "1000", "mm/s", "");
    }

    private static void matter() {
        scaled(Quantity.PRESSURE, "1", "1", "bar", "bar");
        scaled(Quantity.PRESSURE, "1", "1000", "mbar hPa", "millibar hectopascal");
        scaled(Quantity.PRESSURE, "1", "100000", "Pa", "pascal");
        scaled(Quantity.PRESSURE, "1", "100", "kPa", "kilopascal");
        scaled(Quantity.PRESSURE, "10", "1", "MPa", "megapascal");
        scaled(Quantity.PRESSURE, "1.01325", "1", "atm", "atmosphere");
        scaled(Quantity.PRESSURE, "4.4482216152605", "64.516", "[psi] psi", "");
        scaled(Quantity.PRESSURE, "0.00133322387415", "1", "mm[Hg] mmHg", "");
        scaled(Quantity.PRESSURE, "1.01325", "760", "Torr", "torr");
        scaled(Quantity.MASS, "1", "1", "kg", "kilogram kilograms");
        scaled(Quantity.MASS, "1", "1000", "g", "gram grams");
        scaled(Quantity.MASS, "1", "1000000", "mg", "milligram milligrams");
        scaled(Quantity.MASS, "1000", "1", "t", "tonne tonnes");
        scaled(Quantity.MASS, "0.45359237", "1", "[lb_av] lb lbs", "pound pounds");
        scaled(Quantity.MASS, "0.45359237", "16", "[oz_av] oz", "ounce ounces");
        scaled(Quantity.VOLUME, "1", "1", "L l dm3 dm³", "liter litre liters litres");
        scaled(Quantity.VOLUME, "1", "1000", "mL ml cm3 cm³", "milliliter millilitre");
        scaled(Quantity.VOLUME, "1000", "1", "m3 m³", "");
        scaled(Quantity.VOLUME, "3.785411784", "1", "[gal_us] gal", "gallon gallons");
        scaled(Quantity.VOLUME, "28.316846592", "1", "[cft_i] ft3 ft³", "");
        scaled(Quantity.FLOW, "1", "1", "L/min l/min lpm", "");
        scaled(Quantity.FLOW, "60", "1", "L/s l/s", "");
        scaled(Quantity.FLOW, "1", "60", "L/h l/h", "");
        scaled(Quantity.FLOW, "1000", "60", "m3/h m³/h", "");
        scaled(Quantity.FLOW, "60000", "1", "m3/s m³/s", "");
        scaled(Quantity.FLOW, "1", "1000", "mL/min ml/min", "");
        scaled(Quantity.FLOW, "3.785411784", "1", "[gal_us]/min gpm gal/min", "");
    }

    private static void electricity() {
        scaled(Quantity.POWER, "1", "1", "W", "watt watts");
        scaled(Quantity.POWER, "1", "1000", "mW", "milliwatt milliwatts");
        scaled(Quantity.POWER, "1000", "1", "kW", "kilowatt kilowatts");
        scaled(Quantity.POWER, "1000000", "1", "MW", "megawatt megawatts");
        scaled(Quantity.POWER, "745.69987158227022", "1", "[HP] hp HP", "horsepower");
        scaled(Quantity.ENERGY, "1", "1", "kW.h kWh", "kilowatthour");
        scaled(Quantity.ENERGY, "1", "1000", "W.h Wh", "watthour");
        scaled(Quantity.ENERGY, "1000", "1", "MW.h MWh", "megawatthour");
        scaled(Quantity.ENERGY, "1", "3600000", "J", "joule joules");
        scaled(Quantity.ENERGY, "1", "3600", "kJ", "kilojoule kilojoules");
        scaled(Quantity.ENERGY, "1", "3.6", "MJ", "megajoule megajoules");
        scaled(Quantity.VOLTAGE, "1", "1", "V", "volt volts");
        scaled(Quantity.VOLTAGE, "1", "1000", "mV", "millivolt millivolts");
        scaled(Quantity.VOLTAGE, "1", "1000000", "uV µV μV", "microvolt microvolts");
        scaled(Quantity.VOLTAGE, "1000", "1", "kV", "kilovolt kilovolts");
        scaled(Quantity.CURRENT, "1", "1", "A", "ampere amperes amp amps");
        scaled(Quantity.CURRENT, "1", "1000", "mA", "milliampere milliamperes milliamp milliamps");
        scaled(Quantity.CURRENT, "1", "1000000", "uA µA μA", "microampere microamperes");
        scaled(Quantity.CURRENT, "1000", "1", "kA", "kiloampere kiloamperes");
    }

    private static void rest() {
        scaled(Quantity.FREQUENCY, "1", "1", "Hz", "hertz");
        scaled(Quantity.FREQUENCY, "1000", "1", "kHz", "kilohertz");
        scaled(Quantity.FREQUENCY, "1000000", "1", "MHz", "megahertz");
        scaled(Quantity.FREQUENCY, "1000000000", "1", "GHz", "gigahertz");
        scaled(Quantity.FREQUENCY, "1", "60", "/min 1/min rpm", "");
        scaled(Quantity.RATIO, "1", "1", "%", "percent pct");
        scaled(Quantity.RATIO, "100", "1", "1", "");
        scaled(Quantity.RATIO, "1", "10", "[ppth] ‰", "");
        scaled(Quantity.RATIO, "1", "10000", "[ppm] ppm", "");
        scaled(Quantity.RATIO, "1", "10000000", "[ppb] ppb", "");
        scaled(Quantity.TIME, "1", "1", "s", "second seconds sec");
        scaled(Quantity.TIME, "1", "1000", "ms", "millisecond milliseconds");
        scaled(Quantity.TIME, "1", "1000000", "us µs μs", "microsecond microseconds");
        scaled(Quantity.TIME, "60", "1", "min", "minute minutes");
        scaled(Quantity.TIME, "3600", "1", "h", "hour hours");
        scaled(Quantity.TIME, "86400", "1", "d", "day days");
        scaled(Quantity.ILLUMINANCE, "1", "1", "lx", "lux");
        scaled(Quantity.ILLUMINANCE, "1000", "1", "klx", "kilolux");
        scaled(Quantity.ILLUMINANCE, "1", "0.09290304", "fc", "footcandle footcandles");
    }

    private static void scaled(Quantity quantity, String numerator, String denominator, String symbols, String names) {
        put(Unit.scaled(quantity, numerator, denominator), symbols, names);
    }

    /// @param symbols and names, parted by blanks
    private static void put(Unit unit, String symbols, String names) {
        putAll(BY_SYMBOL, symbols, unit);
        putAll(BY_NAME, names, unit);
    }

    private static void putAll(Map<String, Unit> units, String names, Unit unit) {
        for (String name : names.split(" ", -1)) {
            if (!name.isEmpty() && units.put(name, unit) != null) {
                throw new IllegalStateException(name + " stands for two units");
            }
        }
    }
}
