namespace Points.Cli.Hosts;

/// <summary>The form of a bearer token.</summary>
internal static class AccessToken
{
    private const int LengthMax = 16 * 1024;

    /// <summary>What a text must be, for messages that must not repeat the text.</summary>
    public const string Rule = "one token of visible ASCII characters, without spaces and without the word Bearer";

    /// <returns>The token without the white space around it; null if the text is not one token.</returns>
    public static string? Parse(string text) =>
        text.Trim() is { Length: > 0 and <= LengthMax } token
        && token.All(character => character is > ' ' and < '\x7f')
        && !token.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            ? token
            : null;
}
