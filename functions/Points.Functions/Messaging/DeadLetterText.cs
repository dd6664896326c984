namespace Points.Functions.Messaging;

/// <summary>Texts that say why a message was dead-lettered, within the broker's length limit.</summary>
internal static class DeadLetterText
{
    /// <summary>The reason for a message that cannot be parsed.</summary>
    public const string InvalidMessage = "invalid-message";

    /// <summary>The longest text that Service Bus accepts, in characters.</summary>
    public const int LengthMax = 4_096;
    private const string Ellipsis = "…";

    public static string Truncate(string text)
    {
        if (text.Length <= LengthMax)
            return text;
        var length = LengthMax - Ellipsis.Length;
        if (char.IsHighSurrogate(text[length - 1]))
            length--; // Do not cut a surrogate pair: half a character cannot be sent.
        return text[..length] + Ellipsis;
    }
}
