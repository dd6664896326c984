using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>How an address was verified.</summary>
internal sealed record AddressVerificationView(
    [OneOf(typeof(VerificationMethod), JsonKnownNamingPolicy.KebabCaseLower)] string By,
    DateTimeOffset At
)
{
    /// <summary>The ways to verify, by the names that the API has for them.</summary>
    public static readonly IReadOnlyDictionary<string, VerificationMethod> Methods =
        Enum.GetValues<VerificationMethod>().ToDictionary(NameOf, it => it, StringComparer.Ordinal);

    public static AddressVerificationView? From(AddressVerification? it) =>
        it is null ? null : new(NameOf(it.By), it.At);

    private static string NameOf(VerificationMethod method) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(method.ToString());
}
