using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Reads the card code that a till names.</summary>
internal static class CardCodeField
{
    private const string Name = "cardCode";
    private const int LengthMax = 64;

    /// <returns>Null if the till names none.</returns>
    public static string? ReadOptional(FieldReader reader) => reader.OptionalText(Name, LengthMax);

    public static string Read(FieldReader reader) => reader.Text(Name, LengthMax);
}

/// <summary>Reads which card a till has read.</summary>
[FieldDescription("cardCode", "The code of the membership card that the member shows.")]
internal sealed record ResolveMemberBody(string CardCode)
{
    public static ResolveMemberBody Read(FieldReader reader) => new(CardCodeField.Read(reader));
}
