using System.Globalization;
using System.Text.Json;
using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Queries;

/// <summary>
/// The continuation token of a page: the sort values of its last document, which clients do not read.
/// </summary>
internal static class PageToken
{
    public static string Write(IEnumerable<Scalar> values) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(values.Select(Text).ToArray()));

    /// <exception cref="RequestRefusedException">The token is malformed or belongs to another query.</exception>
    public static Scalar[] Read(string token, int expected)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<string[]>(Convert.FromBase64String(token)) ?? [];
            return parts.Length == expected
                ? [.. parts.Select(Value)]
                : throw new FormatException("it has the wrong number of values");
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            throw new RequestRefusedException(
                400,
                $"The continuation token does not belong to this query: {malformed.Message}."
            );
        }
    }

    private static string Text(Scalar value) =>
        value.Kind switch
        {
            ScalarKind.Text => "t" + value.Text,
            ScalarKind.Integer => string.Create(CultureInfo.InvariantCulture, $"i{value.Integer}"),
            ScalarKind.Real => string.Create(CultureInfo.InvariantCulture, $"r{value.Real:R}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"k{(int)value.Kind}"),
        };

    private static Scalar Value(string text) =>
        text switch
        {
            ['t', .. var rest] => Scalar.Of(rest),
            ['i', .. var rest] => Scalar.Of(long.Parse(rest, CultureInfo.InvariantCulture)),
            ['r', .. var rest] => new Scalar(ScalarKind.Real, Real: double.Parse(rest, CultureInfo.InvariantCulture)),
            ['k', .. var rest] => new Scalar((ScalarKind)byte.Parse(rest, CultureInfo.InvariantCulture)),
            _ => throw new FormatException("it has a value of an unknown type"),
        };
}
