using Points.Domain.Ledger;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Whether each consent counts now.</summary>
internal sealed record ConsentsView(bool Personalisation, bool Marketing)
{
    public static ConsentsView From(Member it, DateTimeOffset now) =>
        new(it.ConsentsTo(ConsentPurpose.Personalisation, now), it.ConsentsTo(ConsentPurpose.Marketing, now));
}

/// <summary>
/// Whether each consent was given. It counts only if <c>given</c>. With <c>needsGuardian</c>, the member is under 14
/// and no guardian gave it. With <c>needsMember</c>, it was given before the member was 14.
/// </summary>
internal sealed record ConsentStatesView(
    [OneOf(typeof(ConsentState))] string Personalisation,
    [OneOf(typeof(ConsentState))] string Marketing
)
{
    public static ConsentStatesView From(Member it, DateTimeOffset now) =>
        new(StateOf(it, ConsentPurpose.Personalisation, now), StateOf(it, ConsentPurpose.Marketing, now));

    private static string StateOf(Member it, ConsentPurpose purpose, DateTimeOffset now) =>
        ConsentNames.Of(it.Consents.StateOf(purpose, it.BirthDate, now));
}

/// <summary>A change of a consent.</summary>
/// <param name="Given">Whether the consent was given; otherwise it was withdrawn.</param>
/// <param name="At">Absent if it was given or withdrawn before times were kept.</param>
/// <param name="TextVersion">The version of the text that was agreed to.</param>
/// <param name="By">Who gave or withdrew it. An operator does so for the member.</param>
internal sealed record ConsentRecordView(
    [OneOf(typeof(ConsentPurpose))] string Purpose,
    bool Given,
    DateTimeOffset? At,
    string? TextVersion,
    [OneOf(typeof(ConsentGiver))] string? By
)
{
    public static ConsentRecordView From(ConsentRecord it) =>
        new(
            ConsentNames.Of(it.Purpose),
            it.IsGiven,
            it.At,
            it.TextVersion,
            it.By is { } by ? ConsentNames.Of(by) : null
        );
}

/// <summary>The names of the closed sets in the API.</summary>
internal static class ConsentNames
{
    public static string Of<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
