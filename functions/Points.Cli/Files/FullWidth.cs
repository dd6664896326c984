namespace Points.Cli.Files;

/// <summary>
/// Chinese input methods write digits, letters and punctuation in full width, such as <c>１２０．５０</c>.
/// </summary>
internal static class FullWidth
{
    private const char First = '！',
        Last = '～',
        Space = '\u3000';

    /// <summary>Replaces full-width characters by the ASCII characters of the same meaning.</summary>
    public static string ToAscii(string text) =>
        text.Any(IsFullWidth) ? string.Create(text.Length, text, (to, from) => Replace(from, to)) : text;

    private static void Replace(string from, Span<char> to)
    {
        for (var at = 0; at < to.Length; at++)
            to[at] = from[at] switch
            {
                Space => ' ',
                >= First and <= Last => (char)(from[at] - First + '!'),
                _ => from[at],
            };
    }

    private static bool IsFullWidth(char character) => character is Space or (>= First and <= Last);
}
