package io.lapwing.loadtests.rest;

/// Who is measured.
enum Contender {

    LAPWING("Lapwing"),

    BARE("bare");

    private final String text;

    Contender(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
