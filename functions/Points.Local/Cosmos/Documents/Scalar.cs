using System.Text.Json;

namespace Points.Local.Cosmos.Documents;

/// <summary>What a JSON path may hold, in the order the store sorts it: numbers, then text, then the rest.</summary>
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
/// One JSON value as queries compare it. Undefined equals nothing, numbers compare as numbers whatever their spelling,
/// text compares ordinally, and an object or array is only ever "something else".
/// </summary>
internal readonly record struct Scalar(ScalarKind Kind, long Integer = 0, double Real = 0, string? Text = null)
{
    public static readonly Scalar Undefined;
    public static readonly Scalar Null = new(ScalarKind.Null);
    public static readonly Scalar Composite = new(ScalarKind.Composite);

    public static Scalar Of(string text) => new(ScalarKind.Text, Text: text);

    public static Scalar Of(long integer) => new(ScalarKind.Integer, Integer: integer);

    public static Scalar Of(bool value) => new(value ? ScalarKind.True : ScalarKind.False);

    /// <summary>A whole number that fits is an integer, so that 5 and 5.0 are one value.</summary>
    public static Scalar Of(double real) =>
        Math.Abs(real) < long.MaxValue && Math.Floor(real) == real
            ? Of((long)real)
            : new Scalar(ScalarKind.Real, Real: real);

    public bool IsNumber => Kind is ScalarKind.Integer or ScalarKind.Real;

    /// <summary>The value as the double that Cosmos hashes and compares.</summary>
    public double Number => Kind == ScalarKind.Integer ? Integer : Real;

    /// <summary>Reads the value the reader stands on, and leaves the reader at the value's end.</summary>
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

    /// <summary>Sign of the comparison of two values of one type; null when their types cannot be compared.</summary>
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
