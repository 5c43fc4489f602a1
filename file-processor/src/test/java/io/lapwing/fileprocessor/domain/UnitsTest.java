package io.lapwing.fileprocessor.domain;

import io.lapwing.fileprocessor.domain.Cell.Read;
import io.lapwing.fileprocessor.domain.Cell.Refused;
import io.lapwing.sharedmodel.file.FileCode;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.BooleanValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.DecimalValue;
import io.lapwing.sharedmodel.telemetry.MetricValue.IntegerValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UnitsTest {

    private static final MetricName METRIC = new MetricName("m");

    private static Cell<CleanedValue> clean(MetricValue value, String unit) {
        return ValueCleaner.clean(METRIC, value, "original", unit);
    }

    @ParameterizedTest
    @CsvSource({"70,F,21.1111,Cel", "32,[degF],0,Cel", "-40,°F,-40,Cel", "0,K,-273.15,Cel", "1013.25,hPa,1.01325,bar",
            "100000,Pa,1,bar", "1,psi,0.0689476,bar", "760,Torr,1.01325,bar", "1,in,0.0254,m", "1,[mi_i],1609.344,m",
            "36,km/h,10,m/s", "1,kn,0.514444,m/s", "1,lb,0.453592,kg", "1,t,1000,kg", "1,gal,3.78541,L", "1,m³,1000,L",
            "1,m3/h,16.6667,L/min", "1,kW,1000,W", "1,mW,0.001,W", "1,MW,1000000,W", "3.6,MJ,1,kW.h", "1,Wh,0.001,kW.h",
            "230,mV,0.23,V", "5,mA,0.005,A", "60,rpm,1,Hz", "0.5,1,50,%", "1,ppm,0.0001,%", "1.5,h,5400,s",
            "250,ms,0.25,s",
            "1,klx,1000,lx", "1.23456789,mm,0.00123457,m", "123456.7891234,cm,1234.5679,m", "1e-12,mm,1e-15,m",
            "1,µm,0.000001,m", "1,celsius,1,Cel", "2,Kilowatts,2000,W"})
    void converts_to_the_canonical_unit(double value, String unit, double expected, String canonical) {
        assertThat(clean(new DecimalValue(value), unit)).isEqualTo(new Read<>(
                value == expected && Units.named(unit).orElseThrow().isCanonical()
                        ? new CleanedValue(METRIC, new DecimalValue(value), canonical, "original", unit)
                        : new CleanedValue(METRIC, new DecimalValue(expected), canonical, "original", unit)));
    }

    @Test
    void leaves_values_in_the_canonical_unit_and_without_one_as_they_are() {
        assertThat(clean(new IntegerValue(Long.MAX_VALUE), "Cel")).isEqualTo(new Read<>(
                new CleanedValue(METRIC, new IntegerValue(Long.MAX_VALUE), "Cel", "original", "Cel")));
        assertThat(clean(new DecimalValue(1.23456789), "")).isEqualTo(new Read<>(
                new CleanedValue(METRIC, new DecimalValue(1.23456789), null, "original", null)));
        assertThat(clean(new IntegerValue(70), "F")).isEqualTo(new Read<>(
                new CleanedValue(METRIC, new DecimalValue(21.1111), "Cel", "original", "F")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"furlong", "c", "KW", "hpa", "mHz", "V V", "[", "\u0000"})
    void refuses_units_that_it_does_not_know(String unit) {
        assertThat(clean(new DecimalValue(1), unit)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo(FileCode.UNKNOWN_UNIT));
    }

    @Test
    void refuses_a_unit_of_what_is_no_number_and_numbers_that_become_too_large() {
        assertThat(clean(new BooleanValue(true), "F")).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo(FileCode.BAD_NUMBER));
        assertThat(clean(new BooleanValue(true), "Cel")).isInstanceOf(Refused.class);
        assertThat(clean(new DecimalValue(1e308), "km")).isInstanceOf(Refused.class);
        assertThat(clean(new DecimalValue(Double.MIN_VALUE), "F")).isEqualTo(new Read<>(
                new CleanedValue(METRIC, new DecimalValue(-17.7778), "Cel", "original", "F")));
    }

    @ParameterizedTest
    @EnumSource(Quantity.class)
    void every_canonical_unit_is_one_of_its_quantity(Quantity quantity) {
        assertThat(Units.named(quantity.canonical())).hasValueSatisfying(unit -> {
            assertThat(unit.quantity()).isEqualTo(quantity);
            assertThat(unit.isCanonical()).isTrue();
        });
    }
}
