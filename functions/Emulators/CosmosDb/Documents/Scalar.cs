using System.Text.Json;

namespace Emulators.CosmosDb.Documents;

/// <summary>
/// The types of a JSON value, in the order in which the store sorts them. Stored as a byte: keep the numbers.
/// </summary>
internal enum ScalarKind : byte
{
    Undefined,
    Integer,
    Real,
    Text,
    Null,
    False,
    True,
    Composite,
}

/// <summary>
/// A JSON value as queries compare it. Undefined equals nothing. Numbers compare by value, however they are written.
/// Text compares ordinally. Objects and arrays (<see cref="Composite"/>) are not compared with anything.
/// </summary>
internal readonly record struct Scalar(ScalarKind Kind, long Integer = 0, double Real = 0, string? Text = null)
{
    public static readonly Scalar Undefined;
    public static readonly Scalar Null = new(ScalarKind.Null);
    public static readonly Scalar Composite = new(ScalarKind.Composite);

    public static Scalar Of(string text) => new(ScalarKind.Text, Text: text);

    public static Scalar Of(long integer) => new(ScalarKind.Integer, Integer: integer);

    public static Scalar Of(bool value) => new(value ? ScalarKind.True : ScalarKind.False);

    /// <summary>Makes an integer of a whole number that fits, so that 5 and 5.0 are the same value.</summary>
    public static Scalar Of(double real) =>
        Math.Abs(real) < long.MaxValue && Math.Floor(real) == real
            ? Of((long)real)
            : new Scalar(ScalarKind.Real, Real: real);

    public bool IsNumber => Kind is ScalarKind.Integer or ScalarKind.Real;

    /// <summary>The value as the double that Cosmos hashes and compares.</summary>
    public double Number => Kind == ScalarKind.Integer ? Integer : Real;

    /// <summary>Reads the value at the reader's position, and moves the reader to the value's end.</summary>
    public static Scalar Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return Of(reader.GetString()!);
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? Of(whole) : Of(reader.GetDouble());
            case JsonTokenType.True:
                return Of(true);
            case JsonTokenType.False:
                return Of(false);
            case JsonTokenType.Null:
                return Null;
            default:
                reader.Skip();
                return Composite;
        }
    }

    /// <summary>Compares two values: negative, zero or positive; null when their types cannot be compared.</summary>
    public int? CompareTo(in Scalar other)
    {
        if (IsNumber && other.IsNumber)
        {
            return Kind == ScalarKind.Integer && other.Kind == ScalarKind.Integer
                ? Integer.CompareTo(other.Integer)
                : Number.CompareTo(other.Number);
        }
        if (Kind == ScalarKind.Text && other.Kind == ScalarKind.Text)
            return string.CompareOrdinal(Text, other.Text);
        return Kind == other.Kind && Kind is (ScalarKind.Null or ScalarKind.True or ScalarKind.False) ? 0 : null;
    }
}
