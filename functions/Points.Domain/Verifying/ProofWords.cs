using System.Text.Json;

namespace Points.Domain.Verifying;

/// <summary>Names of closed sets, as proofs write them.</summary>
internal static class ProofWords
{
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <exception cref="FormatException">It is not one of these names.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (NameOf(value) == name)
                return value;
        throw new FormatException($"{name} is not a {typeof(T).Name}");
    }
}
