namespace Points.Functions.Messaging;

/// <summary>Why a message is dead, as long as the broker takes it.</summary>
internal static class DeadLetterText
{
    /// <summary>The reason of one that does not read.</summary>
    public const string InvalidMessage = "invalid-message";

    public const int LengthMax = 4_096;
    private const string Cut = "…";

    public static string Truncate(string text)
    {
        if (text.Length <= LengthMax)
            return text;
        var length = LengthMax - Cut.Length;
        if (char.IsHighSurrogate(text[length - 1]))
            length--; // Half a character cannot be sent.
        return text[..length] + Cut;
    }
}
