package io.lapwing.sharedmodel.file;

/// Why a row was rejected, or a whole file not trusted. The names are part of the wire contract, section 11.
public enum FileCode {
    /// A row has more or fewer fields than its table's header, or an object lacks a key or has one too many.
    FIELD_COUNT,
    /// A quote is never closed, or something follows it before its field ends.
    UNCLOSED_QUOTE,
    /// A time that cannot be read, does not exist, or lies before 2000 or in the future.
    BAD_TIMESTAMP,
    /// A value that is no finite number, nor true or false; or an integer beyond 64 bits.
    BAD_NUMBER,
    /// A number whose commas and dots can be read in more than one way.
    AMBIGUOUS_NUMBER,
    /// A unit that is not known.
    UNKNOWN_UNIT,
    /// A device that is not registered, or an id that no device can have.
    UNKNOWN_DEVICE,
    /// A row that stood in the file already.
    DUPLICATE_ROW,
    /// Not what it was taken for: a file that is no table, a line that is no JSON object, a name that no metric can have.
    TYPE_MISMATCH,
    /// An archive that is cut off or damaged.
    TRUNCATED_INPUT,
    /// An archive made to harm: one that unpacks to far more than it is, that holds another, or whose names climb out.
    BOMB,
    /// More bytes, entries or columns, or a longer record, than is taken.
    TOO_LARGE,
    /// Bytes that are not the text that the file's beginning promised.
    ENCODING
}
